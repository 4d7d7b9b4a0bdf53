// An answer at a person's pace: read before it is thought of, typed before it goes out. It waits in its rows and no worker waits
// with it; what the fan writes meanwhile is taken into it.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { answeredBy, type PacingSettings, readingMs, TYPING_SHOWN_MS, typingMs } from "../../domain/fans/pacing.ts";
import type { PlannedMessage, Turn } from "../../graphs/fan-reply/state.ts";
import type { AppContext } from "../context.ts";
import { callOff } from "./voice-note.ts";

/** Only talk is paced: help, a lock, a goodbye or a hand-over comes at once. */
const PACED: ReadonlySet<string> = new Set(["reply", "offer", "break"]);

/** When each message goes out; null: at once. A disclosure goes with what it stands before. */
export function dueTimes(
  context: Pick<AppContext, "random">,
  { snapshot, now }: Pick<Turn, "snapshot" | "now">,
  pacing: Pick<PacingSettings, "pace">,
  messages: readonly Pick<PlannedMessage, "kind" | "text">[],
): readonly (Date | null)[] {
  const said = messages.filter(({ kind }) => kind !== "disclosure");
  if (pacing.pace === "at_once" || !said.every(({ kind }) => PACED.has(kind))) return messages.map(() => null);
  const latest = answeredBy(snapshot.unanswered[0]?.createdAt ?? now).getTime();
  let at = now.getTime();
  const typed = said.map(({ text }) => {
    at = Math.max(now.getTime(), Math.min(latest, at + typingMs(text, context.random)));
    return new Date(at);
  });
  let next = 0;
  return messages.map(({ kind }) => {
    const due = typed[next] ?? null;
    if (kind !== "disclosure") next += 1;
    return due;
  });
}

export function isHeldBack({ state, dueAt }: OutboundMessage, now: Date): boolean {
  return state === "pending" && dueAt !== null && dueAt > now;
}

/** As long as the next of them is not due; sooner where the sign of typing has to be shown again. */
export function comeBackMs(held: readonly OutboundMessage[], now: Date, showsTyping: boolean): number {
  const dueMs = Math.min(...held.map(({ dueAt }) => (dueAt ?? now).getTime() - now.getTime()));
  return showsTyping ? Math.min(dueMs, TYPING_SHOWN_MS) : dueMs;
}

/** How long the fan's newest words are still being read. */
export function stillReadingMs({ unanswered }: Pick<ConversationSnapshot, "unanswered">, now: Date): number {
  const newest = Math.max(...unanswered.map(({ createdAt }) => createdAt.getTime()));
  return newest + readingMs(unanswered.map(({ text }) => text)) - now.getTime();
}

/**
 * An answer of which nothing went out yet, overtaken by the fan: it is thought of anew, with all they wrote.
 * @returns false when there is none
 */
export async function takeBack(
  context: Pick<AppContext, "database">,
  { conversation, fan, unanswered, open }: ConversationSnapshot,
  leaseToken: string,
  now: Date,
): Promise<boolean> {
  const [first] = open;
  const isOvertaken = first !== undefined && unanswered.length > 0 && first.upToSeq === conversation.answeredSeq;
  if (!isOvertaken || first.ordinal !== 0 || first.afterSeq === null || !isHeldBack(first, now)) return false;
  const { upToSeq, afterSeq, createdAt } = first;
  return await context.database.prisma.$transaction(async (tx) => {
    const held = await tx.conversation.updateMany({
      where: { id: conversation.id, leaseToken, answeredSeq: upToSeq },
      data: { answeredSeq: afterSeq },
    });
    if (held.count === 0) return false;
    await tx.outboundMessage.updateMany({
      where: { conversationId: conversation.id, upToSeq, state: "pending", author: "avatar" },
      data: { state: "discarded" },
    });
    await callOff(
      tx,
      open.map(({ id }) => id),
      now,
    );
    // What was learnt with it is learnt again: facts of a turn are written at the instant of its answers.
    await tx.fanMemory.deleteMany({ where: { fanId: fan.id, createdAt } });
    return true;
  });
}

/** Small talk that is still being typed when the fan needs help is never sent. */
export async function drop(
  { database }: Pick<AppContext, "database">,
  held: readonly OutboundMessage[],
  now: Date,
): Promise<void> {
  const ids = held.map(({ id }) => id);
  await database.prisma.outboundMessage.updateMany({
    where: { id: { in: ids }, state: "pending" },
    data: { state: "discarded" },
  });
  await callOff(database.prisma, ids, now);
}
