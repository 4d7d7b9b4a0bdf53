// Writes what a turn decided: outbound rows, offer, scores, locks, memories, records. One transaction, only under the lease;
// a plain answer is one round trip.
import type { Transaction } from "../../../prisma/client.ts";
import { type Answer, type Answered, answerConversation } from "../../../prisma/conversation-turn.ts";
import { within } from "../../../prisma/row-function.ts";
import { storeFanMemory } from "../../../prisma/vectors.ts";
import { effectiveAutonomy } from "../../domain/fans/autonomy.ts";
import { BURST_LONGEST_MS, BURST_QUIET_MS } from "../../domain/fans/burst.ts";
import { REFUSAL_QUIET_MS } from "../../domain/sales/offer-policy.ts";
import { FAREWELL_SILENCE_MS } from "../../domain/trust/farewell.ts";
import type { Turn } from "../../graphs/fan-reply/state.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { writeOffer } from "../offer/shown-offer.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { textParts } from "./text-parts.ts";

/** Kinds that never wait for an operator's yes: they protect the fan. */
const NEVER_DRAFTED: ReadonlySet<string> = new Set(["minor", "crisis", "opt_out", "farewell"]);

/** @returns null when the lease was lost: the text is thrown away and another run answers */
export async function answerTurn(context: AppContext, turn: Turn): Promise<Answered | null> {
  const answer = answerOf(context, turn);
  const facts = turn.draft?.facts ?? [];
  if (!turn.offer && turn.trust.length === 0 && facts.length === 0) {
    return await answerConversation(context.database.pool, answer);
  }
  const embeddings = await embedFacts(context, turn, facts);
  return await context.database.prisma.$transaction(async (tx) => {
    const answered = await answerConversation(within(tx), answer);
    if (!answered) return null;
    if (turn.offer) {
      const { avatar, fan, conversation } = turn.snapshot;
      const whose = { avatarId: avatar.id, fanId: fan.id, conversationId: conversation.id };
      await writeOffer(context, tx, turn.offer, whose, turn.now);
    }
    for (const decision of turn.trust) await appendTrustEvent(context, tx, answer.conversationId, decision);
    for (const [index, text] of facts.entries()) await remember(context, tx, turn, text, embeddings[index]);
    return answered;
  });
}

/** An answer that is paid for is not thrown away because today's budget does not reach for remembering it: empty then. */
async function embedFacts(context: AppContext, { snapshot, signal }: Turn, facts: readonly string[]) {
  const { avatar, conversation } = snapshot;
  try {
    return await paidEmbed(context, facts, signal, { avatarId: avatar.id, conversationId: conversation.id });
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code !== "budget_reached") throw thrown;
    context.log.warn("facts of a turn not remembered", { conversationId: conversation.id, code });
    return [];
  }
}

function answerOf(context: AppContext, turn: Turn): Answer {
  const { now, understanding, draft } = turn;
  const { conversation, unanswered, fan } = turn.snapshot;
  return {
    conversationId: conversation.id,
    leaseToken: conversation.leaseToken,
    answeredSeq: conversation.answeredSeq,
    upToSeq: unanswered.at(-1)?.seq ?? conversation.answeredSeq,
    now,
    quietMs: BURST_QUIET_MS,
    longestMs: BURST_LONGEST_MS,
    fanId: fan.id,
    language: understanding.language,
    stage: understanding.stage,
    score: understanding.score.score,
    scoreReasons: understanding.score.factors,
    conversionChance: understanding.chance,
    sentiment: understanding.sentiment,
    ...consequencesOf(turn),
    model: context.chat.info.model,
    promptVersions: draft ? { "fan-reply.write": draft.promptVersion, replaced: draft.replaced } : {},
    messages: outboundOf(context, turn),
    understood: unanswered.map(({ id }, index) => ({
      id,
      intent: understanding.intent,
      sentiment: understanding.sentiments[index] ?? 0,
    })),
  };
}

async function remember(
  context: AppContext,
  tx: Transaction,
  { snapshot, now }: Turn,
  text: string,
  embedding: readonly number[] | undefined,
): Promise<void> {
  if (!embedding) return;
  await storeFanMemory(tx, {
    id: context.ids.next("memory"),
    avatarId: snapshot.avatar.id,
    fanId: snapshot.fan.id,
    text,
    kind: "fact",
    confidence: 0.6,
    embedding,
    embeddingModel: context.embedder.info.model,
    now,
  });
}

/** What the fan's words mean for the time after: silence, no offers, a human. */
function consequencesOf(turn: Turn): Pick<Answer, "silentUntil" | "noOfferUntil" | "handoverReason" | "autonomy"> {
  const { understanding, now } = turn;
  const later = (ms: number) => new Date(now.getTime() + ms);
  if (understanding.intent === "farewell")
    return { silentUntil: later(FAREWELL_SILENCE_MS), noOfferUntil: later(FAREWELL_SILENCE_MS) };
  if (understanding.refusal) return { noOfferUntil: later(REFUSAL_QUIET_MS) };
  if (understanding.handover) return { handoverReason: understanding.handover, autonomy: "off" };
  return {};
}

function outboundOf(context: AppContext, { snapshot, messages }: Turn): Answer["messages"] {
  const drafted = effectiveAutonomy(snapshot.avatar.autonomy, snapshot.conversation.autonomy) === "draft";
  const parts = messages.flatMap((message) =>
    textParts(context, snapshot.account.platform, message.text).map((text) => ({ ...message, text })),
  );
  return parts.map((message, ordinal) => ({
    id: context.ids.next("outbound"),
    ordinal,
    kind: message.kind,
    text: message.text,
    state: drafted && !NEVER_DRAFTED.has(message.kind) ? "draft" : "pending",
    offerId: message.offerId ?? null,
  }));
}
