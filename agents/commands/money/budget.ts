// What paid calls cost: reserved before a call, settled after, so N parallel jobs never overspend (domain 5).

import { ANY_MODEL, quoteMicros } from "../../domain/money/quote.ts";
import { AppError } from "../../kernel/errors.ts";
import { microsFromUsd, usdFromMicros } from "../../kernel/money.ts";
import type { AppContext, Transaction } from "../context.ts";
import { adjustDay, takeFromDay } from "./ceilings.ts";

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
  const entries = await context.database.prisma.priceBookEntry.findMany({
    where: { provider: call.provider, model: { in: [call.model, ANY_MODEL] }, effectiveAt: { lte: now } },
  });
  // A token's price as digits: its text would be 1e-7.
  const prices = entries.map((entry) => ({ ...entry, usd: entry.usd.toFixed() }));
  const quote = quoteMicros(prices, call, now);
  if (!quote.known) {
    throw new AppError(
      "not_configured",
      `The price book has no price for ${call.provider} ${call.model} (${quote.missingUnit}).`,
      {
        reason: "price_missing",
        remedy: "Add the price to the price book.",
      },
    );
  }
  return quote.micros;
}

/**
 * Reserves the expected amount.
 * @param also written in the same transaction: who records an intent never has it without the money, nor the money without it
 * @throws AppError `budget_reached`; nothing is reserved then
 */
export async function reserveCost(
  context: AppContext,
  call: PaidCall,
  also?: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const now = context.clock.now();
  const micros = await priceMicros(context, call, now);
  const [unit, units] = Object.entries(call.units)[0] ?? ["call", 0];
  await context.database.prisma.$transaction(async (tx) => {
    const { attemptKey, provider, model, units: _units, ...subjects } = call;
    const inserted = await tx.costEntry.createMany({
      data: [
        {
          id: context.ids.next("cost"),
          attemptKey,
          provider,
          model,
          unit,
          units: String(units),
          reservedUsd: usdFromMicros(micros),
          createdAt: now,
          ...subjects,
        },
      ],
      skipDuplicates: true,
    });
    await also?.(tx);
    // Last: what it locks is everybody's.
    if (inserted.count === 1) await takeFromBudget(context, tx, { micros, avatarId: call.avatarId ?? null, now });
  });
}

async function takeFromBudget(
  context: AppContext,
  tx: Transaction,
  taking: Parameters<typeof takeFromDay>[2],
): Promise<void> {
  const full = await takeFromDay(context, tx, taking);
  if (full === null) return;
  throw new AppError(
    "budget_reached",
    full === "workspace"
      ? "Today's budget is used up; paid work is paused."
      : "Today's budget of this avatar is used up; its paid work is paused.",
    { reason: `${full}_budget`, remedy: "An owner can raise it (budget set); a new day begins at midnight UTC." },
  );
}

/** Turns a reservation into what it really cost; a second settlement changes nothing. */
export async function settleCost(
  context: AppContext,
  attemptKey: string,
  actual: Readonly<Record<string, number>>,
): Promise<number> {
  const now = context.clock.now();
  const entry = await context.database.prisma.costEntry.findUnique({ where: { attemptKey } });
  if (!entry) throw new AppError("internal", "a paid call was settled without a reservation");
  if (entry.state !== "reserved") return microsFromUsd(entry.amountUsd);
  const micros = await priceMicros(
    context,
    { provider: entry.provider, model: entry.model, units: actual },
    entry.createdAt,
  );
  await endReservation(context, entry, "settled", micros, now, actual);
  return micros;
}

/** The call never happened, or the vendor does not charge for it. */
export async function releaseCost(context: AppContext, attemptKey: string): Promise<void> {
  const entry = await context.database.prisma.costEntry.findUnique({ where: { attemptKey } });
  if (entry?.state === "reserved") await endReservation(context, entry, "released", 0, context.clock.now());
}

interface Reservation {
  readonly id: string;
  readonly avatarId: string | null;
  readonly createdAt: Date;
  readonly reservedUsd: { toString(): string };
}

async function endReservation(
  context: AppContext,
  entry: Reservation,
  state: "settled" | "released",
  micros: number,
  now: Date,
  actual?: Readonly<Record<string, number>>,
): Promise<void> {
  const [unit, units] = Object.entries(actual ?? {})[0] ?? [];
  await context.database.prisma.$transaction(async (tx) => {
    const ended = await tx.costEntry.updateMany({
      where: { id: entry.id, state: "reserved" },
      data: {
        state,
        amountUsd: usdFromMicros(micros),
        settledAt: now,
        ...(unit === undefined ? {} : { unit, units: String(units) }),
      },
    });
    if (ended.count === 0) return;
    await adjustDay(tx, {
      differenceMicros: micros - microsFromUsd(entry.reservedUsd),
      avatarId: entry.avatarId,
      day: entry.createdAt,
    });
  });
}
