// A paid offer within the window converts every exposure of the fan in the same book: once, with the payment (domain 8).
import type { Transaction } from "../context.ts";

export async function recordConversion(
  tx: Pick<Transaction, "$executeRaw">,
  purchase: { readonly fanId: string; readonly sandbox: boolean },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ExperimentAssignment" a SET "convertedAt" = ${now} FROM "Experiment" e
    WHERE e.id = a."experimentId" AND a."fanId" = ${purchase.fanId} AND a.sandbox = ${purchase.sandbox}
      AND a."convertedAt" IS NULL AND a."exposedAt" + e."windowHours" * interval '1 hour' >= ${now}`;
}
