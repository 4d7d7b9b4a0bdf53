// The fan changed a message: the new text is guarded, kept and, if still unanswered, answered. What it said before is gone.
import type { Conversation } from "../../../prisma/generated/client/client.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";
import { applyLocks, asksForLock } from "./apply-locks.ts";
import { forgetDerived } from "./forget-derived.ts";
import { lockThread } from "./lock-thread.ts";
import { receiveMessage, storedText } from "./receive-message.ts";
import { rememberEvent } from "./remember-event.ts";

type EditEvent = Extract<ChannelEvent, { kind: "edit" }>;

/** @returns false when it came in before */
export async function receiveEdit(context: AppContext, platform: string, event: EditEvent): Promise<boolean> {
  const applied = await context.database.prisma.$transaction(async (tx) => {
    const thread = await lockThread(tx, platform, event);
    const message = thread
      ? await tx.message.findFirst({ where: { conversationId: thread.id, externalId: event.messageId } })
      : null;
    if (!thread || !message) return "unknown";
    if (!(await rememberEvent(context, tx, event))) return "duplicate";
    if (message.direction === "in") await applyEdit(context, tx, thread, message, event);
    return "applied";
  });
  if (applied !== "unknown") return applied === "applied";
  // It overtook the message itself: that is a duplicate when it comes.
  const whole = { ...event, kind: "message", attachments: [] } as const;
  return (await receiveMessage(context, platform, whole)).state !== "duplicate";
}

interface EditedMessage {
  readonly id: string;
  readonly seq: number;
  readonly deletedAt: Date | null;
  readonly editedAt: Date | null;
}

async function applyEdit(
  context: AppContext,
  tx: Transaction,
  thread: Conversation,
  message: EditedMessage,
  event: EditEvent,
): Promise<void> {
  const text = storedText(event.text);
  const findings = guard([text], context.clock.now());
  // Even an edit that comes late, or to a message that is gone, says who writes.
  if (asksForLock(findings)) {
    await applyLocks(context, tx, { conversationId: thread.id, fanId: thread.fanId }, findings, text);
  }
  if (message.deletedAt !== null || (message.editedAt !== null && message.editedAt > event.at)) return;
  await tx.message.update({
    where: { id: message.id },
    data: { text, editedAt: event.at, intent: null, sentiment: null },
  });
  await forgetDerived(tx, thread, message.seq);
  if (asksForLock(findings)) await answerAgain(context, tx, thread, message.seq);
}

/** What it now says must be answered by rule (help, a goodbye), also where its former words were answered. */
async function answerAgain(context: AppContext, tx: Transaction, thread: Conversation, seq: number): Promise<void> {
  if (seq > thread.answeredSeq) return;
  const now = context.clock.now();
  const lastSeq = thread.lastSeq + 1;
  // At the end of the thread, where what is unanswered stands.
  await tx.message.updateMany({ where: { conversationId: thread.id, seq }, data: { seq: lastSeq } });
  await tx.conversation.update({
    where: { id: thread.id },
    data: { lastSeq, firstUnansweredAt: thread.firstUnansweredAt ?? now, replyDueAt: now },
  });
  await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: thread.id });
}
