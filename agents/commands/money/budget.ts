// What paid calls cost: reserved before a call, settled after, so N parallel jobs never overspend (domain 5).

import {
  endReservations,
  type FullBudget,
  type PriceList,
  type PriceRow,
  pricesOf,
  type Reservation,
  type ReservationEnd,
  type ReservedCost,
  type Reserving,
  recordCost,
  reserveAll,
  reservedCost,
  type StampedReservation,
  takeFromBudget,
} from "../../../prisma/paid-call.ts";
import { type Queryable, within } from "../../../prisma/row-function.ts";
import { ANY_MODEL, quoteMicros } from "../../domain/money/quote.ts";
import { AppError } from "../../kernel/errors.ts";
import { gatherAt } from "../../kernel/gather.ts";
import { microsFromUsd, usdFromMicros } from "../../kernel/money.ts";
import type { AppContext, Transaction } from "../context.ts";
import { dayKey } from "./ledger-today.ts";

const MOST_TOGETHER = 50;

// Those that begin or end while others do share one statement: all of them change the row of the day.
const reserveTogether = gatherAt<Queryable, StampedReservation, Reserving>(
  (pool, asked) => reserveAll(pool, asked, ANY_MODEL),
  MOST_TOGETHER,
);
const endTogether = gatherAt<Queryable, ReservationEnd, boolean>(endReservations, MOST_TOGETHER);

export interface PaidCall {
  /** Unique per paid attempt: the same key never reserves or pays twice. */
  readonly attemptKey: string;
  readonly provider: string;
  readonly model: string;
  /** Units by price book name, as expected. */
  readonly units: Readonly<Record<string, number>>;
  readonly avatarId?: string;
  readonly batchId?: string;
  readonly pieceId?: string;
  readonly conversationId?: string;
  readonly operatorId?: string;
}

/** Price of some units today. @throws AppError `not_configured` when the price book has no price: unknown is not zero */
export async function priceMicros(
  context: Pick<AppContext, "database">,
  call: Pick<PaidCall, "provider" | "model" | "units">,
  now: Date,
): Promise<number> {
  const { provider, model } = call;
  return quoted(await pricesOf(context.database.pool, { provider, model, anyModel: ANY_MODEL }, now), call, now);
}

function quoted(prices: readonly PriceRow[], call: Pick<PaidCall, "provider" | "model" | "units">, at: Date): number {
  const quote = quoteMicros(prices, call, at);
  if (quote.known) return quote.micros;
  throw new AppError(
    "not_configured",
    `The price book has no price for ${call.provider} ${call.model} (${quote.missingUnit}).`,
    {
      reason: "price_missing",
      remedy: "Add the price to the price book.",
    },
  );
}

/** A reservation as its maker knows it: its end needs no look for it. */
export type Reserved = Pick<ReservedCost, "id" | "provider" | "model" | "createdAt" | "prices"> & {
  readonly attemptKey: string;
};

/** By pool: prices as last seen. Each reservation makes sure that they still stand. */
const seenPrices = new WeakMap<Queryable, Map<string, PriceList>>();

/** Reserves the expected amount. @throws AppError `budget_reached`; nothing is reserved then */
export async function reserveCost(context: AppContext, call: PaidCall): Promise<Reserved> {
  const { pool } = context.database;
  const now = context.clock.now();
  const { provider, model, attemptKey } = call;
  const seen = seenPrices.get(pool) ?? new Map<string, PriceList>();
  seenPrices.set(pool, seen);
  const key = `${provider} ${model}`;
  for (;;) {
    const list = seen.get(key);
    const reservation = reservationOf(context, call, list ? quoted(list.prices, call, now) : 0, now);
    const result = await reserveTogether(pool, { reservation, stamp: list?.stamp ?? null });
    if ("full" in result) {
      requireRoom(result.full);
      return { id: reservation.id, provider, model, createdAt: now, prices: list?.prices ?? [], attemptKey };
    }
    seen.set(key, result.list);
  }
}

/**
 * The same, with what else is to be written in its transaction: who records an intent never has it without the money, nor
 * the money without it.
 */
export async function reserveCostWith(
  context: AppContext,
  call: PaidCall,
  also: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const now = context.clock.now();
  const reservation = reservationOf(context, call, await priceMicros(context, call, now), now);
  await context.database.prisma.$transaction(async (tx) => {
    const isNew = await recordCost(within(tx), reservation);
    await also(tx);
    // Last: what it locks is everybody's.
    if (isNew) requireRoom(await takeFromBudget(within(tx), reservation));
  });
}

function reservationOf(
  { ids, config }: AppContext,
  { units, ...call }: PaidCall,
  micros: number,
  now: Date,
): Reservation {
  const [unit, count] = Object.entries(units)[0] ?? ["call", 0];
  return {
    ...call,
    unit,
    units: String(count),
    id: ids.next("cost"),
    usd: usdFromMicros(micros),
    now,
    day: dayKey(now),
    defaultUsd: String(config.DAILY_BUDGET_USD),
    budgetId: ids.next("budget"),
    avatarBudgetId: ids.next("budget"),
  };
}

function requireRoom(full: FullBudget | null): void {
  if (full === null) return;
  throw new AppError(
    "budget_reached",
    full === "workspace"
      ? "Today's budget is used up; paid work is paused."
      : "Today's budget of this avatar is used up; its paid work is paused.",
    { reason: `${full}_budget`, remedy: "An owner can raise it (budget set); a new day begins at midnight UTC." },
  );
}

/**
 * Settles a reservation into what it really cost; a second settlement changes nothing.
 * @param attempt its key, or what `reserveCost` gave
 */
export async function settleCost(
  context: AppContext,
  attempt: string | Reserved,
  actual: Readonly<Record<string, number>>,
): Promise<number> {
  const costOf = (entry: Reserved | ReservedCost) => {
    const micros = quoted(entry.prices, { ...entry, units: actual }, entry.createdAt);
    const [unit, units] = Object.entries(actual)[0] ?? [];
    return { micros, cost: { usd: usdFromMicros(micros), ...(unit ? { unit, units: String(units) } : {}) } };
  };
  if (typeof attempt !== "string") {
    const { micros, cost } = costOf(attempt);
    if (await end(context, attempt, "settled", cost)) return micros;
  }
  const entry = await reservedCost(context.database.pool, keyOf(attempt), ANY_MODEL);
  if (!entry) throw new AppError("internal", "a paid call was settled without a reservation");
  if (entry.state !== "reserved") return microsFromUsd(entry.amountUsd);
  const { micros, cost } = costOf(entry);
  await end(context, entry, "settled", cost);
  return micros;
}

/** The call never happened, or the vendor does not charge for it. */
export async function releaseCost(context: AppContext, attempt: string | Reserved): Promise<void> {
  const entry = await reservedCost(context.database.pool, keyOf(attempt), ANY_MODEL);
  if (entry?.state === "reserved") await end(context, entry, "released", { usd: "0" });
}

const keyOf = (attempt: string | Reserved): string => (typeof attempt === "string" ? attempt : attempt.attemptKey);

/** @returns false: it had ended before, or there is none of this id */
async function end(
  { database, clock }: AppContext,
  { id, createdAt }: Pick<ReservedCost, "id" | "createdAt">,
  state: "settled" | "released",
  cost: Pick<ReservationEnd, "usd" | "unit" | "units">,
): Promise<boolean> {
  return await endTogether(database.pool, { id, state, now: clock.now(), day: dayKey(createdAt), ...cost });
}
