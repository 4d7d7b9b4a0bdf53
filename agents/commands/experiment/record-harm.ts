// A fan who was shown a variant blocks, complains or opts out: kept with the exposure, and the moment guardrails are judged.
import { Prisma } from "../../../prisma/client.ts";
import { brokenGuardrails, type Harm } from "../../domain/experiments/guardrails.ts";
import type { AppContext, Transaction } from "../context.ts";
import { recordOutreachHarm } from "../outreach/record-result.ts";
import { type VariantSums, variantSums } from "./variant-sums.ts";

const COLUMNS: Readonly<Record<Harm, Prisma.Sql>> = {
  blocked: Prisma.sql`"blockedAt"`,
  complained: Prisma.sql`"complainedAt"`,
  opted_out: Prisma.sql`"optedOutAt"`,
};

export async function recordHarm(
  context: Pick<AppContext, "log">,
  tx: Transaction,
  fanId: string,
  harm: Harm,
  now: Date,
): Promise<void> {
  await recordOutreachHarm(tx, fanId, harm, now);
  const column = COLUMNS[harm];
  const marked = await tx.$queryRaw<{ readonly experimentId: string }[]>`
    UPDATE "ExperimentAssignment" a SET ${column} = ${now} FROM "Experiment" e
    WHERE e.id = a."experimentId" AND a."fanId" = ${fanId} AND a.${column} IS NULL
      AND a."exposedAt" + e."windowHours" * interval '1 hour' >= ${now}
    RETURNING a."experimentId"`;
  for (const { experimentId } of marked) await stopWorse(context, tx, experimentId, now);
}

/** Where only the conversation is known. */
export async function recordHarmOf(
  context: Pick<AppContext, "log" | "clock">,
  tx: Transaction,
  conversationId: string,
  harm: Harm,
): Promise<void> {
  const { fanId } = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId }, select: { fanId: true } });
  await recordHarm(context, tx, fanId, harm, context.clock.now());
}

async function stopWorse(
  context: Pick<AppContext, "log">,
  tx: Transaction,
  experimentId: string,
  now: Date,
): Promise<void> {
  const live = (await variantSums(tx, experimentId)).filter(({ stoppedAt }) => stoppedAt === null);
  const broken = [...brokenGuardrails(live.map(countsOf("real"))), ...brokenGuardrails(live.map(countsOf("play")))];
  for (const { variantId, harm } of broken) {
    const { count } = await tx.experimentVariant.updateMany({
      where: { id: variantId, stoppedAt: null },
      data: { stoppedAt: now, stoppedReason: harm },
    });
    if (count > 0) context.log.warn("variant stopped by a guardrail", { experimentId, reason: harm });
  }
}

const countsOf =
  (book: "real" | "play") =>
  ({ id, [book]: { exposed, harms } }: VariantSums) => ({ id, exposed, harms });
