// A paid call's money, one round trip a step; the SQL is in the migration "paid_calls".
import { callRowFunction, callRowFunctionForAll, only, type Queryable, reviveDates } from "./row-function.ts";

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

const STAMPED = `WHERE provider = $2 AND model IN ($3, $4) AND "effectiveAt" <= $5`;
const STAMP = `COALESCE((SELECT string_agg(concat_ws(' ', id, usd, "effectiveAt", "endedAt"), ',' ORDER BY id)
  FROM "PriceBookEntry" ${STAMPED}), '')`;

/**
 * Entry and money, as long as the prices it was quoted by still stand; else nothing is reserved and the prices come back.
 * `full`, null: reserved, or the attempt was already.
 * @param stamp null: no prices are known yet
 */
export async function reserve(
  db: Queryable,
  reservation: Reservation,
  stamp: string | null,
  anyModel: string,
): Promise<{ readonly full: FullBudget | null } | { readonly list: PriceList }> {
  const { provider, model, now } = reservation;
  const { rows } = await db.query<{ result: { full: FullBudget | null } | { list: PriceList } }>({
    name: "reserve_cost",
    text: `SELECT CASE WHEN ${STAMP} = $6 THEN jsonb_build_object('full', reserve_cost($1::jsonb))
      ELSE jsonb_build_object('list', jsonb_build_object('stamp', ${STAMP}, 'prices',
        COALESCE((SELECT jsonb_agg(to_jsonb(price)) FROM (${PRICES} ${STAMPED}) AS price), '[]'))) END AS result`,
    values: [JSON.stringify(reservation), provider, model, anyModel, now, stamp],
  });
  return reviveDates(only(rows).result);
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
