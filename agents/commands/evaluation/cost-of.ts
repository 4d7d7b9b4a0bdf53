// What the ledger holds of some conversations' model calls.
import type { AppContext } from "../context.ts";

export interface Cost {
  readonly modelCalls: number;
  readonly costMicros: number;
}

export const NO_COST: Cost = { modelCalls: 0, costMicros: 0 };

export function addCosts(one: Cost, other: Cost): Cost {
  return { modelCalls: one.modelCalls + other.modelCalls, costMicros: one.costMicros + other.costMicros };
}

export interface CostSpan {
  readonly conversationId: string;
  readonly from: Date;
  readonly to: Date;
}

/** What was recorded between two times counts. */
export async function costOfSpans(context: Pick<AppContext, "database">, spans: readonly CostSpan[]): Promise<Cost> {
  const [sum] = await context.database.prisma.$queryRaw<{ calls: number; micros: number }[]>`
    SELECT count(*)::int AS calls, COALESCE(sum(e."amountUsd" * 1000000), 0)::float8 AS micros
    FROM unnest(${spans.map(({ conversationId }) => conversationId)}::text[], ${spans.map(({ from }) => from)}::timestamptz[],
                ${spans.map(({ to }) => to)}::timestamptz[]) AS s(id, "from", "to")
    JOIN "CostEntry" e ON e."conversationId" = s.id AND e."createdAt" BETWEEN s."from" AND s."to"`;
  return { modelCalls: sum?.calls ?? 0, costMicros: Math.round(sum?.micros ?? 0) };
}

export async function costOf(context: Pick<AppContext, "database">, conversationIds: readonly string[]): Promise<Cost> {
  const [sum] = await context.database.prisma.$queryRaw<{ calls: number; micros: number }[]>`
    SELECT count(*)::int AS calls, COALESCE(sum("amountUsd" * 1000000), 0)::float8 AS micros
    FROM "CostEntry" WHERE "conversationId" = ANY(${conversationIds})`;
  return { modelCalls: sum?.calls ?? 0, costMicros: Math.round(sum?.micros ?? 0) };
}
