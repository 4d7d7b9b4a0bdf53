// Writes what a turn decided: outbound rows, offer, scores, locks, memories, records. One transaction, only under the lease.
import type { Transaction } from "../../../prisma/client.ts";
import { storeFanMemory } from "../../../prisma/vectors.ts";
import { effectiveAutonomy } from "../../domain/fans/autonomy.ts";
import { REFUSAL_QUIET_MS } from "../../domain/sales/offer-policy.ts";
import { FAREWELL_SILENCE_MS } from "../../domain/trust/farewell.ts";
import type { Turn } from "../../graphs/fan-reply/state.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { usdFromCents } from "../../kernel/money.ts";
import type { AppContext } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";

/** An unanswered offer lapses. */
const OFFER_LIFE_MS = 7 * DAY_MS;
/** Kinds that never wait for an operator's yes: they protect the fan. */
const NEVER_DRAFTED: ReadonlySet<string> = new Set(["minor", "crisis", "opt_out", "farewell"]);

/** @returns false when the lease was lost: the text is thrown away and another run answers */
export async function answerTurn(context: AppContext, turn: Turn): Promise<boolean> {
  const { conversation, unanswered } = turn.snapshot;
  const upToSeq = unanswered.at(-1)?.seq ?? conversation.answeredSeq;
  const embeddings = await embedFacts(context, turn);
  return await context.database.prisma.$transaction(async (tx) => {
    const answered = await tx.conversation.updateMany({
      where: { id: conversation.id, leaseToken: conversation.leaseToken, answeredSeq: conversation.answeredSeq },
      data: { answeredSeq: upToSeq, ...scoresOf(turn), ...consequencesOf(turn) },
    });
    if (answered.count === 0) return false;
    await stillUnanswered(tx, conversation.id, upToSeq);
    await writeOffer(context, tx, turn);
    await writeOutbound(context, tx, turn, upToSeq);
    await describeMessages(tx, turn);
    for (const decision of turn.trust) await appendTrustEvent(context, tx, conversation.id, decision);
    for (const [index, text] of (turn.draft?.facts ?? []).entries()) {
      const embedding = embeddings[index];
      if (!embedding) continue;
      await storeFanMemory(tx, {
        id: context.ids.next("memory"),
        avatarId: turn.snapshot.avatar.id,
        fanId: turn.snapshot.fan.id,
        text,
        kind: "fact",
        confidence: 0.6,
        embedding,
        embeddingModel: context.embedder.info.model,
        now: turn.now,
      });
    }
    if (turn.understanding.language !== turn.snapshot.fan.language) {
      await tx.fan.update({ where: { id: turn.snapshot.fan.id }, data: { language: turn.understanding.language } });
    }
    return true;
  });
}

async function embedFacts(context: AppContext, turn: Turn): Promise<readonly (readonly number[])[]> {
  const facts = turn.draft?.facts ?? [];
  return facts.length === 0 ? [] : await context.embedder.embed(facts, turn.signal);
}

function scoresOf(turn: Turn) {
  const { understanding, now, snapshot } = turn;
  const moved = understanding.stage !== snapshot.conversation.stage;
  return {
    score: understanding.score.score,
    scoreReasons: JSON.parse(JSON.stringify(understanding.score.factors)),
    conversionChance: understanding.chance,
    sentiment: understanding.sentiment,
    sentimentSamples: { increment: understanding.sentiments.length },
    ...(moved ? { stage: understanding.stage, stageSince: now } : {}),
  };
}

/** What the fan's words mean for the time after: silence, no offers, a human. */
function consequencesOf(turn: Turn) {
  const { understanding, now } = turn;
  const later = (ms: number) => new Date(now.getTime() + ms);
  if (understanding.intent === "farewell")
    return { silentUntil: later(FAREWELL_SILENCE_MS), noOfferUntil: later(FAREWELL_SILENCE_MS) };
  if (understanding.refusal) return { noOfferUntil: later(REFUSAL_QUIET_MS) };
  if (understanding.handover) return { handoverReason: understanding.handover, autonomy: "off" as const };
  return {};
}

/** Messages that came in while we thought keep the conversation due. */
async function stillUnanswered(tx: Transaction, conversationId: string, upToSeq: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Conversation" c SET "firstUnansweredAt" = (
      SELECT min(m."createdAt") FROM "Message" m
      WHERE m."conversationId" = c.id AND m.direction = 'in' AND m.seq > ${upToSeq})
    WHERE c.id = ${conversationId}`;
}

async function writeOffer(context: AppContext, tx: Transaction, turn: Turn): Promise<void> {
  const { offer, snapshot, now } = turn;
  if (!offer) return;
  await tx.offer.create({
    data: {
      id: offer.id,
      avatarId: snapshot.avatar.id,
      fanId: snapshot.fan.id,
      conversationId: snapshot.conversation.id,
      packId: offer.packId,
      layer: "pack",
      priceUsd: usdFromCents(offer.priceCents),
      token: offer.token,
      expiresAt: new Date(now.getTime() + OFFER_LIFE_MS),
      sandbox: context.ports.checkout?.info.sandbox ?? true,
      createdAt: now,
    },
  });
}

async function writeOutbound(context: AppContext, tx: Transaction, turn: Turn, upToSeq: number): Promise<void> {
  const { snapshot, now } = turn;
  const autonomy = effectiveAutonomy(snapshot.avatar.autonomy, snapshot.conversation.autonomy);
  const drafted = autonomy === "draft";
  await tx.outboundMessage.createMany({
    data: turn.messages.map((message, ordinal) => ({
      id: context.ids.next("outbound"),
      conversationId: snapshot.conversation.id,
      upToSeq,
      ordinal,
      kind: message.kind,
      text: message.text,
      state: drafted && !NEVER_DRAFTED.has(message.kind) ? ("draft" as const) : ("pending" as const),
      offerId: message.offerId ?? null,
      model: context.chat.info.model,
      promptVersions: turn.draft ? { "fan-reply.write": turn.draft.promptVersion, replaced: turn.draft.replaced } : {},
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}

async function describeMessages(tx: Transaction, turn: Turn): Promise<void> {
  const { understanding, snapshot } = turn;
  for (const [index, message] of snapshot.unanswered.entries()) {
    await tx.message.update({
      where: { id: message.id },
      data: { intent: understanding.intent, sentiment: understanding.sentiments[index] ?? 0 },
    });
  }
}
