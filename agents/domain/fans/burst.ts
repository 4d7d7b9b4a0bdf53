// Messages of one fan in quick succession get one answer (domain 7).

/** Silence after the last message before we answer. */
export const BURST_QUIET_MS = 4_000;
/** Longest a chatty fan can put the answer off, from the first unanswered message. */
export const BURST_LONGEST_MS = 12_000;

export function replyDueAt(firstUnansweredAt: Date, lastMessageAt: Date): Date {
  return new Date(Math.min(lastMessageAt.getTime() + BURST_QUIET_MS, firstUnansweredAt.getTime() + BURST_LONGEST_MS));
}
