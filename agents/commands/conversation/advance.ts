// One wake-up of a conversation: deliver what is open, answer what is unanswered. At most one run at a time, by lease.
import {
  type Answered,
  type ConversationSnapshot,
  claimConversation,
  releaseConversation,
} from "../../../prisma/conversation-turn.ts";
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { mayEverWrite } from "../../domain/fans/autonomy.ts";
import { isSure } from "../../domain/fans/intent.ts";
import type { PacingSettings } from "../../domain/fans/pacing.ts";
import { guardMessages } from "../../graphs/fan-reply/nodes/understand.ts";
import type { Replier } from "../../graphs/fan-reply/state.ts";
import type { AppContext } from "../context.ts";
import { keepSaid, listenTo } from "../story/keep-said.ts";
import { answerTurn } from "./answer-turn.ts";
import { type DeliveryPlace, deliver } from "./deliver.ts";
import { comeBackMs, drop, isHeldBack, stillReadingMs, takeBack } from "./hold-back.ts";
import { forgetAddresses, lookAtMedia } from "./look-at-media.ts";
import { readPacing } from "./pacing-settings.ts";
import { keepTyping, showPresence } from "./presence.ts";
import { withVoices } from "./voice-note.ts";
import { withoutUnsent } from "./without-unsent.ts";

/** Longer than a model call may take; a dead worker's conversation is free again after it. */
export const CONVERSATION_LEASE_MS = 45_000;
/** Newest messages a turn reads: the score's window and the prompt's past. Flat however long the history grows. */
const HISTORY_LIMIT = 40;

export type AdvanceResult =
  | { readonly state: "nothing" | "answered" }
  /** Come back then: someone else works on it, or the fan may still be typing. */
  | { readonly state: "later"; readonly delayMs: number };

export async function advance(
  context: AppContext,
  replier: Replier,
  conversationId: string,
  signal: AbortSignal,
): Promise<AdvanceResult> {
  const leaseToken = context.ids.secret();
  const now = context.clock.now();
  const claim = await claimConversation(context.database.pool, conversationId, {
    leaseToken,
    leaseMs: CONVERSATION_LEASE_MS,
    now,
    historyLimit: HISTORY_LIMIT,
  });
  if (claim.state === "gone") return { state: "nothing" };
  if (claim.state === "busy")
    return {
      state: "later",
      delayMs: Math.min(5_000, Math.max(200, (claim.leaseUntil?.getTime() ?? 0) - now.getTime())),
    };
  const heard = listenTo(replier);
  const place = placeOf(claim, leaseToken);
  let result: AdvanceResult | "stale";
  try {
    result = await work(context, heard.replier, claim, place, signal);
  } finally {
    if (!place.released) await releaseConversation(context.database.pool, conversationId, leaseToken);
    context.ports.events.publish({ topic: `conversation:${conversationId}`, kind: "advanced" });
    // Nobody waits for it any more; an answer that is sent at the next try says it, too.
    for (const turn of heard.turns) await keepSaid(context, turn);
  }
  return result === "stale" ? await advance(context, replier, conversationId, signal) : result;
}

function placeOf({ conversation, account, fan, facts }: ConversationSnapshot, leaseToken: string): DeliveryPlace {
  return { conversationId: conversation.id, leaseToken, account, recipientId: fan.externalId, facts };
}

/** `stale`: what was just delivered, such as a disclosure, is not in the snapshot, so nothing may be thought of with it. */
async function work(
  context: AppContext,
  replier: Replier,
  claimed: ConversationSnapshot,
  place: DeliveryPlace,
  signal: AbortSignal,
): Promise<AdvanceResult | "stale"> {
  const snapshot = withoutUnsent(claimed);
  const { leaseToken } = place;
  const pacing = readPacing(context, snapshot.pacing);
  const now = context.clock.now();
  const open = await withVoices(context, snapshot.open, snapshot.account.emulated, now);
  const held = open.filter((outbound) => isHeldBack(outbound, now));
  // What an operator has spoken keeps nobody else waiting.
  const ours = held.filter(({ author }) => author === "avatar");
  if (ours.length > 0 && (await takeBack(context, { ...snapshot, open }, leaseToken, now))) return "stale";
  if (ours.length > 0 && isUrgent(snapshot, now)) {
    await drop(context, ours, now);
    return "stale";
  }
  for (const outbound of open) if (!isHeldBack(outbound, now)) await deliver(context, place, outbound, signal);
  const isWaiting = ours.length > 0 || (held.length > 0 && snapshot.unanswered.length === 0);
  if (isWaiting) return await typeOn(context, snapshot, held, pacing, signal);
  if (snapshot.unanswered.length === 0) {
    if (claimed.unanswered.length > 0) await leaveUnanswered(context, snapshot, leaseToken);
    return { state: snapshot.open.length > 0 ? "answered" : "nothing" };
  }
  const waitMs = (snapshot.conversation.replyDueAt?.getTime() ?? 0) - now.getTime();
  if (waitMs > 0) return { state: "later", delayMs: waitMs };
  if (open.length > held.length) return "stale";
  // Nothing is thought that may not be said; who waits is answered once everything goes on.
  if (snapshot.stopped) return { state: "nothing" };
  if (!mayThink(snapshot, now)) {
    await leaveUnanswered(context, snapshot, leaseToken);
    return { state: "nothing" };
  }
  const readMs = pacing.pace === "natural" && !isUrgent(snapshot, now) ? stillReadingMs(snapshot, now) : 0;
  if (readMs > 0) {
    await putOff(context, snapshot, leaseToken, new Date(now.getTime() + readMs));
    return { state: "later", delayMs: readMs };
  }
  if (await lookAtMedia(context, snapshot, signal)) return "stale";
  const answering = think(context, replier, snapshot, signal);
  const shown = pacing.showsPresence ? showPresence(context, snapshot, answering, signal) : undefined;
  const answered = await answering;
  await shown;
  if (!answered) return { state: "nothing" };
  place.facts = answered.facts;
  place.begunId = answered.begunId;
  const then = context.clock.now();
  const ready = await withVoices(context, answered.open, snapshot.account.emulated, then);
  place.lastId = ready.at(-1)?.id;
  for (const [index, outbound] of ready.entries()) {
    const isHeld = isHeldBack(outbound, then);
    if (isHeld && outbound.author === "operator") continue;
    if (isHeld) return { state: "later", delayMs: comeBackMs(ready.slice(index), then, pacing.showsPresence) };
    if ((await deliver(context, place, outbound, signal)) !== "sent") break;
  }
  return { state: "answered" };
}

/** Until the next message is due. What the fan wrote after a part of the answer was sent waits for the rest of it. */
async function typeOn(
  context: AppContext,
  snapshot: ConversationSnapshot,
  held: readonly OutboundMessage[],
  { showsPresence }: PacingSettings,
  signal: AbortSignal,
): Promise<AdvanceResult> {
  if (showsPresence) await keepTyping(context, snapshot, signal);
  return { state: "later", delayMs: Math.max(1, comeBackMs(held, context.clock.now(), showsPresence)) };
}

/** Nobody takes time to read a cry for help. */
function isUrgent({ unanswered }: ConversationSnapshot, now: Date): boolean {
  const guards = guardMessages(unanswered, now);
  // A doubt about an age, or about a stop, is left to the person who is in charge.
  return guards.crisis || isSure(guards, "minor") || isSure(guards, "optOut");
}

async function putOff(
  { database }: AppContext,
  { conversation }: ConversationSnapshot,
  leaseToken: string,
  replyDueAt: Date,
): Promise<void> {
  const { id, lastSeq } = conversation;
  await database.prisma.conversation.updateMany({ where: { id, leaseToken, lastSeq }, data: { replyDueAt } });
}

/** Guards speak even where the machine otherwise keeps quiet; the send gate has the last word on each message. */
function mayThink(snapshot: ConversationSnapshot, now: Date): boolean {
  const { conversation, avatar, autonomyRules } = snapshot;
  if (avatar.state === "paused" || avatar.state === "retired") return false;
  if (isUrgent(snapshot, now)) return true;
  if (conversation.botPausedUntil !== null && conversation.botPausedUntil > now) return false;
  return mayEverWrite({ avatar: avatar.autonomy, rules: autonomyRules, conversation: conversation.autonomy });
}

/** A person answers these, or nobody: they no longer wake the machine, and the fan waits for a person from now on. */
async function leaveUnanswered(context: AppContext, snapshot: ConversationSnapshot, leaseToken: string): Promise<void> {
  const { id, lastSeq, waitingSince, firstUnansweredAt } = snapshot.conversation;
  await forgetAddresses(context, snapshot.unanswered);
  await context.database.prisma.conversation.updateMany({
    where: { id, leaseToken, lastSeq },
    data: { firstUnansweredAt: null, waitingSince: waitingSince ?? firstUnansweredAt },
  });
}

async function think(
  context: AppContext,
  replier: Replier,
  snapshot: ConversationSnapshot,
  signal: AbortSignal,
): Promise<Answered | null> {
  try {
    const turn = await replier.invoke({ context, snapshot, now: context.clock.now(), signal, trust: [] });
    return await answerTurn(context, turn);
  } catch (error) {
    await context.database.prisma.conversation.updateMany({
      where: { id: snapshot.conversation.id },
      data: { failures: { increment: 1 } },
    });
    throw error;
  }
}
