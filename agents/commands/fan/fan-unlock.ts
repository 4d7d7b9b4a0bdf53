// Unlocks a fan who was taken for a minor: one operator says how the age was verified, another says yes to exactly that
// (trust C11, C19). Until both have, nothing changes.
import { z } from "zod";
import { checkApproval, contentHash } from "../../domain/trust/approval.ts";
import { MINOR_RULE_VERSION, mayUnlockMinor } from "../../domain/trust/minor-lock.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { FanSummary, fanCard, summariseFan } from "./fan-card.ts";
import { type FoundFan, findFan } from "./find-fan.ts";

/** How long the second operator has. */
const REQUEST_LIFE_MS = DAY_MS;
const LEAST_EVIDENCE = 8;
const LONGEST_EVIDENCE = 300;

export const fanUnlock = defineCommand({
  name: "fan.unlock",
  role: "manager",
  effect: "write",
  input: z.object({
    fan: z.string(),
    /** How the age was verified: needed to ask, not to confirm. */
    evidence: z.string().trim().min(LEAST_EVIDENCE).max(LONGEST_EVIDENCE).optional(),
  }),
  output: z.object({ state: z.enum(["asked", "unlocked"]), fan: FanSummary }),
  positional: ["fan", "evidence"],
  errors: ["not_found", "conflict", "invalid_input", "refused", "forbidden", "expired"],
  run: async (context, { fan: reference, evidence }) => {
    const fan = await findFan(context, reference);
    if (!fan.conversations.some((row) => row.minorLockedAt))
      throw new AppError("refused", texts(context.actor.language).people.notLocked, { field: "fan" });
    const state = await transact(context, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE "fanId" = ${fan.id} ORDER BY id FOR UPDATE`;
      if (evidence === undefined) return await confirm(context, tx, fan.id);
      return await ask(context, tx, fan, evidence);
    });
    context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return { state, fan: summariseFan(await findFan(context, fan.id)) };
  },
  view: ({ state, fan }, context) => {
    const words = texts(context.actor.language).people;
    return fanCard(fan, context, state === "asked" ? words.unlockWaits(fan.name) : words.unlocked(fan.name));
  },
  subject: (_input, output) => output.fan.id,
});

const subjectOf = (fanId: string) => `fan.unlock:${fanId}`;

/** Exactly what the second operator says yes to: this lock, verified in this way. */
async function contentOf(tx: Transaction, fanId: string): Promise<string> {
  const fan = await tx.fan.findUniqueOrThrow({
    where: { id: fanId },
    include: { conversations: { select: { id: true, minorLockedAt: true }, orderBy: { id: "asc" } } },
  });
  const locks = fan.conversations.map(({ id, minorLockedAt }) => `${id} ${minorLockedAt?.toISOString() ?? ""}`);
  return contentHash({ fanId, locks, evidence: fan.ageEvidence ?? "" });
}

async function ask(context: CommandContext, tx: Transaction, fan: FoundFan, evidence: string): Promise<"asked"> {
  const now = context.clock.now();
  const subject = subjectOf(fan.id);
  await tx.fan.update({ where: { id: fan.id }, data: { ageEvidence: evidence } });
  // A request made anew stands for the one before.
  await tx.approval.updateMany({ where: { subject, expiresAt: { gt: now } }, data: { expiresAt: now } });
  await tx.approval.create({
    data: {
      id: context.ids.next("approval"),
      subject,
      contentHash: await contentOf(tx, fan.id),
      operatorId: context.actor.id,
      role: context.actor.role,
      expiresAt: new Date(now.getTime() + REQUEST_LIFE_MS),
      createdAt: now,
    },
  });
  await record(context, tx, fan.id, `asked:${context.actor.id}`);
  await writeNotice(
    context,
    tx,
    { kind: "unlock", fanId: fan.id, askedById: context.actor.id, askedBy: context.actor.name, evidence },
    { avatarId: fan.avatarId, conversationId: fan.conversations[0]?.id ?? null },
  );
  return "asked";
}

async function confirm(context: CommandContext, tx: Transaction, fanId: string): Promise<"unlocked"> {
  const words = texts(context.actor.language).people;
  const now = context.clock.now();
  const request = await tx.approval.findFirst({
    where: { subject: subjectOf(fanId) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const needed = { contentHash: await contentOf(tx, fanId), role: "manager" } as const;
  const verdict = checkApproval(request, needed, now);
  if (!request || !verdict.valid) {
    const isExpired = !verdict.valid && verdict.reason === "expired";
    throw new AppError(isExpired ? "expired" : "invalid_input", words.noRequest, {
      field: "evidence",
      remedy: words.askFirst,
    });
  }
  const people = { requestedByOperatorId: request.operatorId, confirmedByOperatorId: context.actor.id };
  // The yes to the evidence is the verification; that it is another's is for the rule to see.
  if (!mayUnlockMinor({ ageState: "verified_adult", ...people }))
    throw new AppError("forbidden", words.secondOperator, { reason: "second_operator" });
  await tx.approval.update({ where: { id: request.id }, data: { expiresAt: now } });
  await record(context, tx, fanId, `unlocked:${request.operatorId}+${context.actor.id}`);
  await tx.fan.update({ where: { id: fanId }, data: { ageState: "verified_adult" } });
  await tx.conversation.updateMany({ where: { fanId }, data: { minorLockedAt: null } });
  return "unlocked";
}

/** In the chain of every conversation of the fan: the lock was on all of them. */
async function record(context: CommandContext, tx: Transaction, fanId: string, decision: string): Promise<void> {
  const { ageEvidence, conversations } = await tx.fan.findUniqueOrThrow({
    where: { id: fanId },
    include: { conversations: { where: { minorLockedAt: { not: null } }, select: { id: true } } },
  });
  for (const { id } of conversations)
    await appendTrustEvent(context, tx, id, {
      control: "C11",
      ruleVersion: MINOR_RULE_VERSION,
      judged: ageEvidence ?? "",
      decision,
    });
}
