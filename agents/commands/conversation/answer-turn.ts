// Writes what a turn decided: outbound rows, offer, scores, locks, memories, records. One transaction, only under the lease;
// a plain answer is one round trip.
import type { Transaction } from "../../../prisma/client.ts";
import { type Answer, type Answered, answerConversation } from "../../../prisma/conversation-turn.ts";
import { afterAnswer } from "../../../prisma/outbound-message.ts";
import { within } from "../../../prisma/row-function.ts";
import { storeFanMemory } from "../../../prisma/vectors.ts";
import { autonomyFor } from "../../domain/fans/autonomy.ts";
import type { PacingSettings } from "../../domain/fans/pacing.ts";
import { spokenForm } from "../../domain/fans/voice-note.ts";
import { REFUSAL_QUIET_MS } from "../../domain/sales/offer-policy.ts";
import { NO_OFFER_AFTER_BREAK_MS } from "../../domain/trust/break-reminder.ts";
import { CRISIS_NO_SALES_MS } from "../../domain/trust/crisis.ts";
import { FAREWELL_SILENCE_MS } from "../../domain/trust/farewell.ts";
import type { PlannedMessage, Turn } from "../../graphs/fan-reply/state.ts";
import { paidEmbed } from "../../graphs/paid-embed.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { noteCustom } from "../custom/note-custom.ts";
import { recordHarm } from "../experiment/record-harm.ts";
import { recordShown } from "../experiment/record-shown.ts";
import { writeLinkCode } from "../link-code/issue-link-code.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { writeOffer } from "../offer/shown-offer.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { voiceKept } from "../voice/avatar-voice.ts";
import { decide } from "./deliver.ts";
import { dueTimes } from "./hold-back.ts";
import { readPacing } from "./pacing-settings.ts";
import { textParts } from "./text-parts.ts";
import { askForVoice, canSpeak, VOICE, type VoiceNote } from "./voice-note.ts";

/** Kinds that never wait for an operator's yes: they protect the fan, or say that a person comes. */
const NEVER_DRAFTED: ReadonlySet<string> = new Set(["minor", "crisis", "opt_out", "farewell", "handover"]);

/** @returns null when the lease was lost: the text is thrown away and another run answers */
export async function answerTurn(context: AppContext, turn: Turn): Promise<Answered | null> {
  const answer = answerOf(context, turn);
  const facts = turn.snapshot.fan.memoryOffAt === null ? (turn.draft?.facts ?? []) : [];
  const shows = turn.messages.some((message) => message.variant);
  const complains = turn.understanding.intent === "complaint";
  const spoken = await speakReply(context, turn, answer);
  const isPlain =
    !turn.offer &&
    !turn.custom &&
    !turn.linkCode &&
    turn.trust.length === 0 &&
    facts.length === 0 &&
    !shows &&
    !complains &&
    !spoken;
  if (isPlain && !answer.waitsForPerson) {
    return await writePlain(context, turn, answer);
  }
  const messages = answer.messages.map((row) => (row.id === spoken?.outboundId ? { ...row, form: VOICE } : row));
  const embeddings = await embedFacts(context, turn, facts);
  let tellsTeam = answer.waitsForPerson;
  const answered = await context.database.prisma.$transaction(async (tx) => {
    const answered = await answerConversation(within(tx), { ...answer, messages });
    if (!answered) return null;
    if (spoken) await askForVoice(context, tx, spoken);
    if (turn.offer) {
      const { avatar, fan, conversation } = turn.snapshot;
      const variantId = turn.offer.variant?.variantId ?? null;
      const whose = { avatarId: avatar.id, fanId: fan.id, conversationId: conversation.id, variantId };
      await writeOffer(context, tx, turn.offer, whose, turn.now);
    }
    await recordShown(context, tx, turn);
    if (complains) await recordHarm(context, tx, turn.snapshot.fan.id, "complained", turn.now);
    await applyMemoryWish(tx, turn);
    if (turn.linkCode) {
      const { avatar, fan, conversation } = turn.snapshot;
      const whose = { avatarId: avatar.id, fanId: fan.id, conversationId: conversation.id };
      await writeLinkCode(context, tx, turn.linkCode, whose, null);
    }
    if (await noteCustom(context, tx, turn)) tellsTeam = true;
    for (const decision of turn.trust) await appendTrustEvent(context, tx, answer.conversationId, decision);
    if (answer.waitsForPerson) await callPerson(context, tx, turn, answer);
    for (const [index, text] of facts.entries()) await remember(context, tx, turn, text, embeddings[index]);
    return answered;
  });
  if (answered && tellsTeam) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  return answered;
}

/**
 * Nothing but the answer: its first message is judged by the send gate before it is written, and begins with it if all is
 * as it was then.
 */
async function writePlain(context: AppContext, { snapshot }: Turn, answer: Answer): Promise<Answered | null> {
  const { pool } = context.database;
  const now = context.clock.now();
  const [first] = answer.messages;
  const changesFacts = answer.silentUntil ?? answer.noOfferUntil ?? answer.autonomy;
  if (
    first?.state !== "pending" ||
    (first.dueAt && first.dueAt > now) ||
    changesFacts !== undefined ||
    snapshot.open.length > 0
  )
    return await answerConversation(pool, answer);
  const facts = afterAnswer(snapshot.facts, answer.upToSeq);
  const judged = { ...first, author: "avatar", operatorId: null, upToSeq: answer.upToSeq } as const;
  return decide(snapshot, judged, facts, now).allowed
    ? await answerConversation(pool, answer, { outboundId: first.id, facts })
    : await answerConversation(pool, answer);
}

/** One short answer in words alone may be spoken; the disclosure before it stays to be read (trust C1). */
async function speakReply(context: AppContext, turn: Turn, answer: Answer): Promise<VoiceNote | null> {
  const said = answer.messages.filter(({ kind }) => kind !== "disclosure");
  const [reply] = said;
  if (!turn.draft || said.length !== 1 || reply?.kind !== "reply" || reply.state !== "pending") return null;
  const { avatar, account, conversation, unanswered } = turn.snapshot;
  const { language, intent } = turn.understanding;
  const heardKinds = unanswered.map(({ kind }) => kind);
  const pacing = readPacing(context, turn.snapshot.pacing);
  const text = spokenForm(pacing, { text: reply.text, language, intent, heardKinds }, context.random);
  if (text === null || !(await canSpeak(context, account.platform, avatar, language))) return null;
  const request = { text, language, explicitness: 1, speed: voiceKept(avatar).speed } as const;
  return { outboundId: reply.id, avatarId: avatar.id, conversationId: conversation.id, request };
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
  const consequences = consequencesOf(turn);
  const pacing = readPacing(context, turn.snapshot.pacing);
  const messages = outboundOf(context, turn, pacing);
  return {
    conversationId: conversation.id,
    leaseToken: conversation.leaseToken,
    answeredSeq: conversation.answeredSeq,
    upToSeq: unanswered.at(-1)?.seq ?? conversation.answeredSeq,
    now,
    quietMs: pacing.quietMs,
    longestMs: pacing.longestMs,
    fanId: fan.id,
    language: understanding.language,
    stage: understanding.stage,
    score: understanding.score.score,
    scoreReasons: understanding.score.factors,
    conversionChance: understanding.chance,
    sentiment: understanding.sentiment,
    ...consequences,
    waitsForPerson: consequences.handoverReason !== undefined || messages.some(({ state }) => state === "draft"),
    model: context.chat.info.model,
    promptVersions: draft ? { "fan-reply.write": draft.promptVersion, replaced: draft.replaced } : {},
    messages,
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

/** What was remembered goes at once; the chat itself stays until the fan asks for that, too. */
async function applyMemoryWish(tx: Transaction, { snapshot, understanding, now }: Turn): Promise<void> {
  const wish = understanding.memoryWish;
  if (wish === null || wish === "tell") return;
  const { id: fanId } = snapshot.fan;
  if (wish !== "allow") await tx.fanMemory.deleteMany({ where: { avatarId: snapshot.avatar.id, fanId } });
  if (wish !== "allow") await tx.saidFact.deleteMany({ where: { avatarId: snapshot.avatar.id, fanId } });
  if (wish === "stop") await tx.fan.updateMany({ where: { id: fanId, memoryOffAt: null }, data: { memoryOffAt: now } });
  if (wish === "allow") await tx.fan.updateMany({ where: { id: fanId }, data: { memoryOffAt: null } });
}

/** What the fan's words mean for the time after: silence, no offers, a human. */
export function consequencesOf(
  turn: Turn,
): Pick<Answer, "silentUntil" | "noOfferUntil" | "handoverReason" | "autonomy"> {
  const { understanding, now } = turn;
  const later = (ms: number) => new Date(now.getTime() + ms);
  // Who may have meant stop hears nothing more unless they write again.
  const mayBeStop = understanding.intent === "opt_out" && understanding.guards.doubtful.has("optOut");
  if (understanding.intent === "farewell" || mayBeStop)
    return { silentUntil: later(FAREWELL_SILENCE_MS), noOfferUntil: later(FAREWELL_SILENCE_MS) };
  if (turn.messages.some(({ kind }) => kind === "break")) return { noOfferUntil: later(NO_OFFER_AFTER_BREAK_MS) };
  if (understanding.refusal) return { noOfferUntil: later(REFUSAL_QUIET_MS) };
  if (understanding.handover === "crisis_doubt")
    return { handoverReason: understanding.handover, autonomy: "off", noOfferUntil: later(CRISIS_NO_SALES_MS) };
  if (understanding.handover) return { handoverReason: understanding.handover, autonomy: "off" };
  return {};
}

/** A handed-over fan, or drafts that wait for a yes: the team hears of it. */
async function callPerson(context: AppContext, tx: Transaction, turn: Turn, answer: Answer): Promise<void> {
  const { avatar, conversation, fan } = turn.snapshot;
  const where = { avatarId: avatar.id, conversationId: conversation.id };
  if (answer.handoverReason) {
    if (answer.handoverReason === "high_spender")
      await tx.fan.updateMany({ where: { id: fan.id, highSpenderAt: null }, data: { highSpenderAt: turn.now } });
    await writeNotice(context, tx, { kind: "handover", reason: answer.handoverReason }, where);
  }
  for (const message of answer.messages) {
    if (message.state !== "draft" || message.kind === "disclosure") continue;
    await writeNotice(context, tx, { kind: "draft", outboundId: message.id }, where);
  }
}

function outboundOf(context: AppContext, turn: Turn, pacing: PacingSettings): Answer["messages"] {
  const { intent, stage } = turn.understanding;
  const states = turn.messages.map((message) => stateOf(turn, message));
  const parts = turn.messages.flatMap((message, index) => {
    // A disclosure goes with what it stands before (trust C1).
    const state = (message.kind === "disclosure" ? states[index + 1] : undefined) ?? states[index] ?? "draft";
    const split = textParts(context, turn.snapshot.account.platform, message.text);
    return split.map((text) => ({ ...message, text, state }));
  });
  const due = dueTimes(context, turn, pacing, parts);
  return parts.map((message, ordinal) => ({
    id: context.ids.next("outbound"),
    ordinal,
    kind: message.kind,
    text: message.text,
    state: message.state,
    offerId: message.offerId ?? null,
    intent,
    stage,
    priceCents: priceOf(turn, message),
    variantId: message.variant?.variantId ?? null,
    // A draft goes out as soon as somebody says yes.
    dueAt: message.state === "pending" ? (due[ordinal] ?? null) : null,
    afterSeq: turn.snapshot.conversation.answeredSeq,
    form: null,
  }));
}

/** What is left to people in part only, as an offer of a high price, waits for one of them as a draft. */
function stateOf(turn: Turn, message: PlannedMessage): "draft" | "pending" {
  if (NEVER_DRAFTED.has(message.kind)) return "pending";
  const { avatar, conversation, autonomyRules } = turn.snapshot;
  const { intent, stage } = turn.understanding;
  const autonomy = autonomyFor(
    { avatar: avatar.autonomy, rules: autonomyRules, conversation: conversation.autonomy },
    { intent, stage, priceCents: priceOf(turn, message) },
  );
  return autonomy === "auto" ? "pending" : "draft";
}

/** The offer's own, as its row has it. */
function priceOf({ offer }: Turn, message: PlannedMessage): number | null {
  return message.kind === "offer" && offer ? offer.priceCents : null;
}
