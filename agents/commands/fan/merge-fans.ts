// Two fans of one avatar who are one person become one: addresses, threads, memories, offers, purchases, locks and spend.
import type { Transaction } from "../context.ts";

type AgeState = "unknown" | "declared_adult" | "verified_adult" | "doubted" | "minor";

/** The more careful first: a minor on one channel is one on all (trust C11). */
const MOST_CAREFUL: readonly AgeState[] = ["minor", "verified_adult", "doubted", "declared_adult", "unknown"];

/** @returns false when one of the two is gone. Runs under locks of both rows, taken in one order. */
export async function mergeFans(tx: Transaction, keepId: string, goneId: string, now: Date): Promise<boolean> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Fan" WHERE id IN (${keepId}, ${goneId}) ORDER BY id FOR UPDATE`;
  if (locked.length < 2) return false;
  const keep = await tx.fan.findUniqueOrThrow({ where: { id: keepId } });
  const gone = await tx.fan.findUniqueOrThrow({ where: { id: goneId } });
  const from = { where: { fanId: goneId }, data: { fanId: keepId } };
  await tx.fanAddress.updateMany(from);
  await tx.conversation.updateMany(from);
  await tx.offer.updateMany(from);
  await tx.purchase.updateMany(from);
  await tx.subscription.updateMany(from);
  await tx.customRequest.updateMany(from);
  await tx.linkCode.updateMany(from);
  await moveWhereNew(tx, keepId, goneId);
  await moveOutreach(tx, keepId, goneId);
  const ageState = MOST_CAREFUL.find((state) => keep.ageState === state || gone.ageState === state) ?? "unknown";
  await tx.fan.delete({ where: { id: goneId } });
  await tx.fan.update({
    where: { id: keepId },
    data: {
      ageState,
      displayName: keep.displayName || gone.displayName,
      country: keep.country ?? gone.country,
      tags: [...new Set([...keep.tags, ...gone.tags])],
      notes: [keep.notes, gone.notes].filter((note) => note !== "").join("\n"),
      blockedAt: earliest(keep.blockedAt, gone.blockedAt),
      offersFrozenAt: earliest(keep.offersFrozenAt, gone.offersFrozenAt),
      memoryOffAt: earliest(keep.memoryOffAt, gone.memoryOffAt),
      highSpenderAt: earliest(keep.highSpenderAt, gone.highSpenderAt),
      ageEvidence: keep.ageEvidence ?? gone.ageEvidence,
      spentUsd: keep.spentUsd.plus(gone.spentUsd),
    },
  });
  if (ageState === "minor")
    await tx.conversation.updateMany({ where: { fanId: keepId, minorLockedAt: null }, data: { minorLockedAt: now } });
  // A ban is of a person (trust C12); an opt-out is of a channel.
  if ((await tx.conversation.count({ where: { fanId: keepId, bannedAt: { not: null } } })) > 0)
    await tx.conversation.updateMany({ where: { fanId: keepId, bannedAt: null }, data: { bannedAt: now } });
  return true;
}

/** What there may be only one of: the kept fan's own stays. */
async function moveWhereNew(tx: Transaction, keepId: string, goneId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "FanMemory" m SET "fanId" = ${keepId} WHERE m."fanId" = ${goneId}
      AND NOT EXISTS (SELECT 1 FROM "FanMemory" k WHERE k."fanId" = ${keepId} AND k.text = m.text)`;
  await tx.$executeRaw`
    UPDATE "SaidFact" s SET "fanId" = ${keepId} WHERE s."fanId" = ${goneId}
      AND NOT EXISTS (SELECT 1 FROM "SaidFact" k WHERE k."fanId" = ${keepId} AND k.text = s.text)`;
  // Sticky to a person, not to an address: who was in an experiment already stays in that variant.
  await tx.$executeRaw`
    UPDATE "ExperimentAssignment" a SET "fanId" = ${keepId} WHERE a."fanId" = ${goneId}
      AND NOT EXISTS (
        SELECT 1 FROM "ExperimentAssignment" k WHERE k."fanId" = ${keepId} AND k."experimentId" = a."experimentId")`;
}

/** One of both at most waits for a broadcast: it is the same person. */
async function moveOutreach(tx: Transaction, keepId: string, goneId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Outreach" o SET "fanId" = ${keepId} WHERE o."fanId" = ${goneId} AND (o."broadcastId" IS NULL OR NOT EXISTS (
      SELECT 1 FROM "Outreach" k WHERE k."fanId" = ${keepId} AND k."broadcastId" = o."broadcastId"))`;
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
