// One wake-up of a conversation: deliver what is open, answer what is unanswered. At most one run at a time, by lease.
import {
  type Answered,
  type ConversationSnapshot,
  claimConversation,
  releaseConversation,
} from "../../../prisma/conversation-turn.ts";
import { mayEverWrite } from "../../domain/fans/autonomy.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import type { Replier } from "../../graphs/fan-reply/state.ts";
import type { AppContext } from "../context.ts";
import { keepSaid, listenTo } from "../story/keep-said.ts";
import { answerTurn } from "./answer-turn.ts";
import { type DeliveryPlace, deliver } from "./deliver.ts";
import { showPresence } from "./presence.ts";
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
  let result: AdvanceResult | "stale";
  try {
    result = await work(context, heard.replier, claim, leaseToken, signal);
  } finally {
    await releaseConversation(context.database.pool, conversationId, leaseToken);
    context.ports.events.publish({ topic: `conversation:${conversationId}`, kind: "advanced" });
  }
  // Nobody waits for it any more.
  for (const turn of heard.turns) await keepSaid(context, turn);
  return result === "stale" ? await advance(context, replier, conversationId, signal) : result;
}

/** `stale`: what was just delivered, such as a disclosure, is not in the snapshot, so nothing may be thought of with it. */
async function work(
  context: AppContext,
  replier: Replier,
  claimed: ConversationSnapshot,
  leaseToken: string,
  signal: AbortSignal,
): Promise<AdvanceResult | "stale"> {
  const snapshot = withoutUnsent(claimed);
  const place: DeliveryPlace = {
    conversationId: snapshot.conversation.id,
    leaseToken,
    account: snapshot.account,
    recipientId: snapshot.fan.externalId,
    facts: "",
  };
  for (const outbound of snapshot.open) await deliver(context, place, outbound, signal);
  if (snapshot.unanswered.length === 0) {
    if (claimed.unanswered.length > 0) await leaveUnanswered(context, snapshot, leaseToken);
    return { state: snapshot.open.length > 0 ? "answered" : "nothing" };
  }
  const now = context.clock.now();
  const waitMs = (snapshot.conversation.replyDueAt?.getTime() ?? 0) - now.getTime();
  if (waitMs > 0) return { state: "later", delayMs: waitMs };
  if (snapshot.open.length > 0) return "stale";
  // Nothing is thought that may not be said; who waits is answered once everything goes on.
  if (snapshot.stopped) return { state: "nothing" };
  if (!mayThink(snapshot, now)) {
    await leaveUnanswered(context, snapshot, leaseToken);
    return { state: "nothing" };
  }
  const shown = showPresence(context, snapshot, signal);
  const answered = await think(context, replier, snapshot, signal);
  await shown;
  if (!answered) return { state: "nothing" };
  place.facts = answered.facts;
  for (const outbound of answered.open) if ((await deliver(context, place, outbound, signal)) !== "sent") break;
  return { state: "answered" };
}

/** Guards speak even where the machine otherwise keeps quiet; the send gate has the last word on each message. */
function mayThink(snapshot: ConversationSnapshot, now: Date): boolean {
  const { conversation, avatar, autonomyRules } = snapshot;
  if (avatar.state === "paused" || avatar.state === "retired") return false;
  const { minor, crisis, optOut } = guard(
    snapshot.unanswered.map((message) => message.text),
    now,
  );
  if (minor || crisis || optOut) return true;
  if (conversation.botPausedUntil !== null && conversation.botPausedUntil > now) return false;
  return mayEverWrite({ avatar: avatar.autonomy, rules: autonomyRules, conversation: conversation.autonomy });
}

/** A person answers these, or nobody: they no longer wake the machine, and the fan waits for a person from now on. */
async function leaveUnanswered(context: AppContext, snapshot: ConversationSnapshot, leaseToken: string): Promise<void> {
  const { id, lastSeq, waitingSince, firstUnansweredAt } = snapshot.conversation;
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
