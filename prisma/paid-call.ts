// A paid call's money, one round trip a step; the SQL is in the migration "paid_calls".
import { callRowFunction, callRowFunctionForAll, type Queryable, reviveDates } from "./row-function.ts";

/** Of the price book; `usd` is decimal text. */
export interface PriceRow {
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly usd: string;
  readonly effectiveAt: Date;
  readonly endedAt: Date | null;
}

export interface Reservation {
  readonly id: string;
  readonly attemptKey: string;
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly units: string;
  readonly avatarId?: string;
  readonly batchId?: string;
  readonly pieceId?: string;
  readonly conversationId?: string;
  readonly operatorId?: string;
  /** Decimal text: expected cost. */
  readonly usd: string;
  readonly now: Date;
  /** Whose ceilings are taken from, "2026-11-26". */
  readonly day: string;
  /** The workspace's ceiling of a day for which none was set. */
  readonly defaultUsd: string;
  /** Of rows that may have to be opened. */
  readonly budgetId: string;
  readonly avatarBudgetId: string;
}

/** Whose ceiling does not allow it. */
export type FullBudget = "workspace" | "avatar";

const PRICES = `SELECT provider, model, unit, usd::text, "effectiveAt", "endedAt" FROM "PriceBookEntry"`;

/** All that were in force by then, for this model or for any. */
export async function pricesOf(
  db: Queryable,
  { provider, model, anyModel }: { readonly provider: string; readonly model: string; readonly anyModel: string },
  at: Date,
): Promise<readonly PriceRow[]> {
  const { rows } = await db.query<PriceRow>({
    name: "prices_of",
    text: `${PRICES} WHERE provider = $1 AND model IN ($2, $3) AND "effectiveAt" <= $4`,
    values: [provider, model, anyModel, at],
  });
  return rows;
}

/** Prices as last read; `stamp` changes when any of them does. */
export interface PriceList {
  readonly stamp: string;
  readonly prices: readonly PriceRow[];
}

/** What is to be reserved, and the prices it was quoted by. */
export interface StampedReservation {
  readonly reservation: Reservation;
  /** null: no prices are known yet. */
  readonly stamp: string | null;
}

/** `full`, null: reserved, or the attempt was already. `list`: the prices are others by now, and nothing is reserved. */
export type Reserving = { readonly full: FullBudget | null } | { readonly list: PriceList };

const THIS_PRICE = `provider = r->>'provider' AND model IN (r->>'model', $2) AND "effectiveAt" <= (r->>'now')::timestamptz`;

/** Entry and money of each, as long as the prices it was quoted by still stand. All or nothing, in their order. */
export async function reserveAll(
  db: Queryable,
  asked: readonly StampedReservation[],
  anyModel: string,
): Promise<readonly Reserving[]> {
  const { rows } = await db.query<{ result: Reserving }>({
    name: "reserve_costs",
    text: `SELECT CASE WHEN stamp = asked->>'stamp' THEN jsonb_build_object('full', reserve_cost(r))
        ELSE jsonb_build_object('list', jsonb_build_object('stamp', stamp, 'prices',
          COALESCE((SELECT jsonb_agg(to_jsonb(price)) FROM (${PRICES} WHERE ${THIS_PRICE}) AS price), '[]'))) END AS result
      FROM jsonb_array_elements($1::jsonb) AS asked, LATERAL (SELECT asked->'reservation' AS r) AS one,
        LATERAL (SELECT COALESCE(string_agg(concat_ws(' ', id, usd, "effectiveAt", "endedAt"), ',' ORDER BY id), '') AS stamp
          FROM "PriceBookEntry" WHERE ${THIS_PRICE}) AS known`,
    values: [JSON.stringify(asked), anyModel],
  });
  return rows.map(({ result }) => reviveDates(result));
}

/** The entry alone, for who writes more between it and the money. @returns false: the attempt has one */
export async function recordCost(db: Queryable, reservation: Reservation): Promise<boolean> {
  return await callRowFunction(db, "record_cost", reservation);
}

export async function takeFromBudget(db: Queryable, reservation: Reservation): Promise<FullBudget | null> {
  return await callRowFunction(db, "take_from_budget", reservation);
}

export interface ReservedCost {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  readonly state: "reserved" | "settled" | "released";
  readonly createdAt: Date;
  /** Decimal text. */
  readonly amountUsd: string;
  /** In force when it was reserved. */
  readonly prices: readonly PriceRow[];
}

/** null: no such attempt. */
export async function reservedCost(db: Queryable, attemptKey: string, anyModel: string): Promise<ReservedCost | null> {
  const { rows } = await db.query<{ result: ReservedCost }>({
    name: "reserved_cost",
    text: `SELECT jsonb_build_object('id', id, 'provider', provider, 'model', model, 'state', state,
        'createdAt', "createdAt", 'amountUsd', "amountUsd"::text,
        'prices', COALESCE((SELECT jsonb_agg(to_jsonb(price)) FROM (${PRICES}) AS price
          WHERE price.provider = entry.provider AND price.model IN (entry.model, $2)
            AND price."effectiveAt" <= entry."createdAt"), '[]')) AS result
      FROM "CostEntry" AS entry WHERE "attemptKey" = $1`,
    values: [attemptKey, anyModel],
  });
  return rows[0] ? reviveDates(rows[0].result) : null;
}

export interface ReservationEnd {
  readonly id: string;
  readonly state: "settled" | "released";
  /** Decimal text: real cost. */
  readonly usd: string;
  readonly now: Date;
  /** On which it was reserved. */
  readonly day: string;
  readonly unit?: string;
  readonly units?: string;
}

/** All or nothing. @returns false: it had ended before */
export async function endReservations(db: Queryable, ends: readonly ReservationEnd[]): Promise<readonly boolean[]> {
  return await callRowFunctionForAll(db, "end_reservation", ends);
}
