// What the ledger holds of some conversations' model calls.
import type { AppContext } from "../context.ts";

export interface Cost {
  readonly modelCalls: number;
  readonly costMicros: number;
}

export async function costOf(context: Pick<AppContext, "database">, conversationIds: readonly string[]): Promise<Cost> {
  const [sum] = await context.database.prisma.$queryRaw<{ calls: number; micros: number }[]>`
    SELECT count(*)::int AS calls, COALESCE(sum("amountUsd" * 1000000), 0)::float8 AS micros
    FROM "CostEntry" WHERE "conversationId" = ANY(${conversationIds})`;
  return { modelCalls: sum?.calls ?? 0, costMicros: Math.round(sum?.micros ?? 0) };
}
