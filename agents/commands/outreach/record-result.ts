// What came of a message nobody asked for: put down to the last one sent to the fan, within the time for it.
import { Prisma } from "../../../prisma/client.ts";
import type { Harm } from "../../domain/experiments/guardrails.ts";
import { ATTRIBUTION_MS } from "../../domain/fans/outreach-rules.ts";
import type { Transaction } from "../context.ts";

const COLUMNS: Readonly<Record<Harm, Prisma.Sql>> = {
  blocked: Prisma.sql`"blockedAt"`,
  complained: Prisma.sql`"complainedAt"`,
  opted_out: Prisma.sql`"optedOutAt"`,
};

const last = (fanId: string, now: Date) => Prisma.sql`
  SELECT id FROM "Outreach" WHERE "fanId" = ${fanId} AND "sentAt" > ${new Date(now.getTime() - ATTRIBUTION_MS)}
  ORDER BY "sentAt" DESC LIMIT 1`;

export async function recordOutreachHarm(
  tx: Pick<Transaction, "$executeRaw">,
  fanId: string,
  harm: Harm,
  now: Date,
): Promise<void> {
  const column = COLUMNS[harm];
  await tx.$executeRaw`UPDATE "Outreach" SET ${column} = ${now} WHERE ${column} IS NULL AND id = (${last(fanId, now)})`;
}

/** Play money as well: whether it is, the purchase says. */
export async function recordOutreachSale(
  tx: Pick<Transaction, "$executeRaw">,
  { fanId, amountUsd }: { readonly fanId: string; readonly amountUsd: { toString(): string } },
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outreach" SET "boughtAt" = coalesce("boughtAt", ${now}),
      "boughtUsd" = coalesce("boughtUsd", 0) + ${amountUsd.toString()}::numeric
    WHERE id = (${last(fanId, now)})`;
}
