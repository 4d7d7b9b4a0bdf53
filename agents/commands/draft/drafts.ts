// Answers that wait for an operator's yes (autonomy "draft"): list, approve with or without another text, reject, and
// answer anew. A yes is to what the fan said so far: once they wrote more, it counts no longer (trust C19).
import { z } from "zod";
import type { Prisma } from "../../../prisma/client.ts";
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { brokenPromises } from "../../domain/trust/false-promise.ts";
import { blockedBy, canaryOf, REPLY_RULES, replyFaults } from "../../graphs/reply-rules.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { BROKE_OFF } from "../conversation/deliver.ts";
import { fanName } from "../conversation/find-conversation.ts";
import { replyButton } from "../conversation/reply-button.ts";
import { draftButtons } from "../notice/notice-card.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";

const Row = z.object({
  id: z.string(),
  conversation: z.string(),
  fan: z.string(),
  /** The fan's newest words; null: they are gone. */
  said: z.string().nullable(),
  text: z.string(),
  kind: z.string(),
  /** It was being sent when the answer was lost, and the platform cannot be asked. */
  brokeOff: z.boolean(),
});

export const draftList = defineCommand({
  name: "draft.list",
  role: "chatter",
  effect: "read",
  input: z.object({}),
  output: z.object({ drafts: z.array(Row) }),
  errors: [],
  run: async (context) => {
    const drafts = await context.database.prisma.outboundMessage.findMany({
      where: { state: "draft", kind: { not: "disclosure" }, conversation: { avatar: ownOnly(context) } },
      include: {
        conversation: {
          include: {
            fan: { include: { addresses: true } },
            messages: { where: { author: "fan", deletedAt: null }, orderBy: { seq: "desc" }, take: 1 },
          },
        },
      },
      orderBy: { createdAt: "asc" },
      take: 20,
    });
    return {
      drafts: drafts.map((draft) => ({
        id: draft.id,
        conversation: draft.conversationId,
        fan: fanName(draft.conversation),
        said: draft.conversation.messages[0]?.text ?? null,
        text: draft.text,
        kind: draft.kind,
        brokeOff: draft.error === BROKE_OFF,
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    return {
      title: words.fans.drafts(output.drafts.length),
      ...(output.drafts.length === 0 ? { text: words.fans.noDrafts } : {}),
      fields: output.drafts.flatMap(({ fan, said, text, brokeOff }) => [
        ...(said === null ? [] : [{ label: fan, value: said }]),
        { label: brokeOff ? words.fans.brokeOff(fan) : words.fans.draftFor(fan), value: text },
      ]),
      buttons: output.drafts.slice(0, 3).flatMap((draft) =>
        draftButtons(draft, words).map((button) => ({
          ...button,
          // Of several, each button says whose draft it is about.
          ...(output.drafts.length > 1 ? { label: `${button.label}: ${draft.fan}` } : {}),
        })),
      ),
    };
  },
});

export const draftApprove = defineCommand({
  name: "draft.approve",
  role: "chatter",
  effect: "write",
  input: z.object({ draft: z.string(), text: z.string().trim().min(1).max(900).optional() }),
  output: z.object({ id: z.string() }),
  positional: ["draft", "text"],
  errors: ["not_found", "conflict", "expired", "refused"],
  run: async (context, { draft: id, text }) => {
    const draft = await findDraft(context, id);
    if (text !== undefined) await refuseUnfitText(context, draft, text);
    await transact(context, async (tx) => {
      await lockConversation(tx, draft.conversationId);
      if (await fanWroteSince(tx, draft)) throw outdated(context, id);
      // What stands before it in the same answer (the disclosure) goes with it.
      const approved = await tx.outboundMessage.updateMany({
        where: { ...answerOf(draft), ordinal: { lte: draft.ordinal }, state: "draft" },
        data: { state: "pending", operatorId: context.actor.id, error: null },
      });
      if (approved.count === 0) throw await decided(context, id);
      if (text !== undefined) {
        await tx.outboundMessage.update({
          where: { id: draft.id },
          data: { text, author: "operator", variantId: null, form: null, mediaKey: null },
        });
        // Other words say other things.
        await tx.saidFact.deleteMany({ where: { outboundId: draft.id } });
      }
      await endWaiting(tx, draft.conversationId);
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: draft.conversationId });
    });
    return { id: draft.id };
  },
  view: (_output, context) => ({ title: texts(context.actor.language).fans.draftApproved, tone: "good" }),
  subject: (_input, output) => output.id,
});

export const draftReject = defineCommand({
  name: "draft.reject",
  role: "chatter",
  effect: "write",
  input: z.object({ draft: z.string() }),
  output: z.object({ id: z.string(), conversation: z.string() }),
  positional: ["draft"],
  errors: ["not_found", "conflict"],
  run: async (context, { draft: id }) => {
    const draft = await findDraft(context, id);
    await transact(context, async (tx) => {
      await lockConversation(tx, draft.conversationId);
      const rejected = await discard(context, tx, answerOf(draft));
      if (rejected === 0) throw await decided(context, id);
      await endWaiting(tx, draft.conversationId);
    });
    return { id: draft.id, conversation: draft.conversationId };
  },
  view: ({ id, conversation }, context) => {
    const all = texts(context.actor.language);
    return {
      title: all.fans.draftRejected,
      buttons: [
        { label: all.people.answerAnew, command: "draft.again", input: { draft: id } },
        replyButton(conversation, all),
      ],
    };
  },
  subject: (_input, output) => output.id,
});

export const draftAgain = defineCommand({
  name: "draft.again",
  role: "chatter",
  effect: "write",
  input: z.object({ draft: z.string() }),
  output: z.object({ id: z.string() }),
  positional: ["draft"],
  errors: ["not_found", "conflict"],
  run: async (context, { draft: id }) => {
    const draft = await findAny(context, id);
    if (draft?.state !== "draft" && draft?.state !== "discarded") throw await decided(context, id);
    await transact(context, async (tx) => {
      await lockConversation(tx, draft.conversationId);
      await discard(context, tx, { conversationId: draft.conversationId, upToSeq: { gte: draft.upToSeq } });
      await unanswer(context, tx, draft);
      await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: draft.conversationId });
    });
    return { id: draft.id };
  },
  view: (_output, context) => ({ title: texts(context.actor.language).people.answeringAnew, tone: "good" }),
  subject: (_input, output) => output.id,
});

const answerOf = ({ conversationId, upToSeq }: OutboundMessage) => ({ conversationId, upToSeq });

async function discard(
  context: CommandContext,
  tx: Transaction,
  answers: Prisma.OutboundMessageWhereInput,
): Promise<number> {
  const { count } = await tx.outboundMessage.updateMany({
    where: { ...answers, state: "draft" },
    data: { state: "discarded", operatorId: context.actor.id },
  });
  return count;
}

/** Room that the ordinals of one answer never fill. */
const SHELF = 10_000;

/** What the draft and later ones answered is unanswered again; they are kept, below the new answer's numbers. */
async function unanswer(context: CommandContext, tx: Transaction, draft: OutboundMessage): Promise<void> {
  const { conversationId, upToSeq } = draft;
  const since = { conversationId, upToSeq: { gte: upToSeq } };
  const kept = await tx.outboundMessage.findFirst({
    where: { ...since, state: { not: "discarded" }, author: "avatar", kind: { not: "delivery" } },
  });
  if (kept) throw new AppError("conflict", texts(context.actor.language).people.partlySent, { field: "draft" });
  const shelved = await tx.outboundMessage.count({ where: { ...since, ordinal: { lt: 0 } } });
  await tx.$executeRaw`
    UPDATE "OutboundMessage" SET ordinal = ordinal - ${SHELF * (shelved + 1)}::int
    WHERE "conversationId" = ${conversationId} AND "upToSeq" >= ${upToSeq} AND state = 'discarded' AND ordinal >= 0`;
  const earlier = await tx.outboundMessage.aggregate({
    where: { conversationId, upToSeq: { lt: upToSeq }, state: { not: "discarded" } },
    _max: { upToSeq: true },
  });
  const now = context.clock.now();
  await tx.conversation.update({
    where: { id: conversationId },
    data: {
      answeredSeq: earlier._max.upToSeq ?? 0,
      firstUnansweredAt: now,
      replyDueAt: now,
      waitingSince: null,
      alarms: 0,
    },
  });
}

/** The same reading as of the machine's own words (trust C2, C15); an offer's text may name its own price and link. */
async function refuseUnfitText(context: CommandContext, draft: OutboundMessage, text: string): Promise<void> {
  const secrets = { canary: canaryOf(context, draft.conversationId), instructions: REPLY_RULES.join("\n") };
  const offer = draft.priceCents === null ? null : { priceCents: draft.priceCents, currency: "USD" };
  const faults = replyFaults(text, secrets).filter(({ what }) => offer === null || what !== "price");
  const prices = offer === null ? [] : brokenPromises(text, offer).filter(({ kind }) => kind === "price");
  const names = [...new Set([...faults.map(({ what }) => what), ...prices.map(({ kind }) => kind)])];
  if (names.length === 0) return;
  await transact(context, async (tx) => {
    await lockConversation(tx, draft.conversationId);
    for (const decision of blockedBy(faults, text)) await appendTrustEvent(context, tx, draft.conversationId, decision);
  });
  const words = texts(context.actor.language).people;
  throw new AppError("refused", words.unfitText(names.map((name) => words.faultName(name)).join(", ")), {
    field: "text",
    remedy: words.unfitRemedy,
    reason: names.join(","),
  });
}

async function lockConversation(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE id = ${id} FOR UPDATE`;
}

async function fanWroteSince(tx: Transaction, { conversationId, upToSeq }: OutboundMessage): Promise<boolean> {
  const later = await tx.message.findFirst({
    where: { conversationId, author: "fan", seq: { gt: upToSeq } },
    select: { id: true },
  });
  return later !== null;
}

/** Somebody looked at it: who waits now waits for what comes next. */
async function endWaiting(tx: Transaction, id: string): Promise<void> {
  await tx.conversation.updateMany({ where: { id, handoverReason: null }, data: { waitingSince: null, alarms: 0 } });
}

async function findAny(context: CommandContext, id: string): Promise<OutboundMessage | null> {
  return await context.database.prisma.outboundMessage.findFirst({
    where: { id, conversation: { avatar: ownOnly(context) } },
  });
}

async function findDraft(context: CommandContext, id: string): Promise<OutboundMessage> {
  const draft = await findAny(context, id);
  if (draft?.state !== "draft") throw await decided(context, id);
  return draft;
}

/** Of two operators the second is told who was first. */
async function decided(context: CommandContext, id: string): Promise<AppError> {
  const { fans, people } = texts(context.actor.language);
  const draft = await findAny(context, id);
  if (!draft?.operatorId)
    return new AppError("not_found", fans.draftNotFound, { field: "draft", remedy: fans.draftsShown });
  const operator = await context.database.prisma.operator.findUnique({ where: { id: draft.operatorId } });
  const name = draft.operatorId === context.actor.id ? people.yourself : (operator?.name ?? people.somebody);
  const how = draft.state === "discarded" ? people.rejectedBy(name) : people.approvedBy(name);
  return new AppError("conflict", how, { field: "draft" });
}

function outdated(context: CommandContext, id: string): AppError {
  return new AppError("expired", texts(context.actor.language).people.fanWroteSince, {
    field: "draft",
    remedy: `draft again ${id}`,
    reason: "fan_wrote_since",
  });
}
