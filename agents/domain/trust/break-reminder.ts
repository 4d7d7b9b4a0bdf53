// Trust C3: long chats get a reminder to take a break, and no offer for half an hour.

const HOUR_MS = 3_600_000;
export const BREAK_AFTER_CHAT_MS = 3 * HOUR_MS;
export const BREAK_AFTER_MESSAGES = 150;
/** No offer for so long after a reminder. */
export const NO_OFFER_AFTER_BREAK_MS = 30 * 60_000;
/** A pause longer than this ends an active chat (our own reading of "active", not in the rule). */
export const CHAT_PAUSE_MS = HOUR_MS;

export interface BreakFacts {
  readonly chatStartedAt: Date | null;
  readonly lastBreakAt: Date | null;
  /** Messages of both sides in the last 24 hours, counted from the last break when there was one. */
  readonly messagesSinceBreak: number;
}

export type BreakReason = "long_chat" | "many_messages";

/** Is a break reminder due, and why? */
export function breakReminderDue(facts: BreakFacts, now: Date): BreakReason | null {
  if (facts.messagesSinceBreak >= BREAK_AFTER_MESSAGES) return "many_messages";
  const since = Math.max(facts.chatStartedAt?.getTime() ?? now.getTime(), facts.lastBreakAt?.getTime() ?? 0);
  return now.getTime() - since >= BREAK_AFTER_CHAT_MS ? "long_chat" : null;
}

/** When the running chat began, given a new message: kept while pauses are short, else now. */
export function chatStartAfter(chatStartedAt: Date | null, previousMessageAt: Date | null, now: Date): Date {
  if (!chatStartedAt || !previousMessageAt) return now;
  return now.getTime() - previousMessageAt.getTime() > CHAT_PAUSE_MS ? now : chatStartedAt;
}
