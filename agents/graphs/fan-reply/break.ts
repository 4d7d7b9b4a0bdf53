// A long chat gets a reminder to take a break with its answer, and no offer (trust C3).
import { breakReminderDue } from "../../domain/trust/break-reminder.ts";
import { texts } from "../../texts/texts.ts";
import type { PlannedMessage, Turn } from "./state.ts";

export function isBreakDue({ snapshot, now }: Turn): boolean {
  const { conversation, lastBreakAt, messagesSinceBreak } = snapshot;
  return breakReminderDue({ chatStartedAt: conversation.chatStartedAt, lastBreakAt, messagesSinceBreak }, now) !== null;
}

/** After a plain answer only: who says good-bye, is helped or is handed over needs no advice to rest. */
export function withBreak(turn: Turn, messages: readonly PlannedMessage[]): readonly PlannedMessage[] {
  const answers = messages.length > 0 && messages.every(({ kind }) => kind === "reply");
  if (!answers || !isBreakDue(turn)) return messages;
  const words = texts(turn.understanding.language).fans;
  return [...messages, { kind: "break", text: words.breakReminder(turn.snapshot.avatar.name) }];
}
