// What variants earned and what the chat with their fans cost, within the window after the exposure (domain 8).
import { microsFromUsd } from "../../kernel/money.ts";
import type { Transaction } from "../context.ts";

export interface VariantMoney {
  readonly variantId: string;
  readonly sandbox: boolean;
  /** Paid and not given back. */
  readonly revenueMicros: number;
  /** Model calls of the chat; what was spent before the exposure is nobody's. */
  readonly costMicros: number;
}

export async function variantMoney(
  db: Pick<Transaction, "$queryRaw">,
  experiment: { readonly id: string; readonly avatarId: string; readonly startedAt: Date | null },
): Promise<readonly VariantMoney[]> {
  if (experiment.startedAt === null) return [];
  const rows = await db.$queryRaw<{ variantId: string; sandbox: boolean; revenue: string; cost: string }[]>`
    WITH shown AS (
      SELECT a.*, a."exposedAt" + e."windowHours" * interval '1 hour' AS until
      FROM "ExperimentAssignment" a JOIN "Experiment" e ON e.id = a."experimentId"
      WHERE e.id = ${experiment.id} AND a."exposedAt" IS NOT NULL),
    sold AS (
      SELECT s.id, sum(p."amountUsd") AS usd FROM shown s
      JOIN "Purchase" p ON p."fanId" = s."fanId" AND p.sandbox = s.sandbox AND p.state = 'paid'
        AND p."paidAt" BETWEEN s."exposedAt" AND s.until GROUP BY s.id),
    spent AS (
      SELECT s.id, sum(k."amountUsd") AS usd FROM "CostEntry" k
      JOIN "Conversation" c ON c.id = k."conversationId" JOIN shown s ON s."fanId" = c."fanId"
      WHERE k."avatarId" = ${experiment.avatarId} AND k."createdAt" >= ${experiment.startedAt} AND k.state = 'settled'
        AND k."createdAt" BETWEEN s."exposedAt" AND s.until GROUP BY s.id)
    SELECT s."variantId", s.sandbox, coalesce(sum(sold.usd), 0)::text AS revenue, coalesce(sum(spent.usd), 0)::text AS cost
    FROM shown s LEFT JOIN sold ON sold.id = s.id LEFT JOIN spent ON spent.id = s.id
    GROUP BY s."variantId", s.sandbox`;
  return rows.map(({ variantId, sandbox, revenue, cost }) => ({
    ...{ variantId, sandbox },
    revenueMicros: microsFromUsd(revenue),
    costMicros: microsFromUsd(cost),
  }));
}
