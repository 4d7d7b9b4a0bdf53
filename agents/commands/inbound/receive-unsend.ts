// The fan took a message back: its text goes, and what was learnt from it; its place in the thread stays.
import { Prisma } from "../../../prisma/client.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext, Transaction } from "../context.ts";
import { forgetDerived } from "./forget-derived.ts";
import { lockThread } from "./lock-thread.ts";
import { forestallEvent, rememberEvent } from "./remember-event.ts";

type UnsendEvent = Extract<ChannelEvent, { kind: "unsend" }>;

/** @returns false when it came in before */
export async function receiveUnsend(context: AppContext, platform: string, event: UnsendEvent): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    if (!(await rememberEvent(context, tx, event))) return false;
    const thread = await lockThread(tx, platform, event);
    const message = thread
      ? await tx.message.findFirst({
          where: { conversationId: thread.id, externalId: event.messageId, direction: "in" },
        })
      : null;
    if (!thread || !message) {
      // Overtaken by its own unsend: it is not to come in any more.
      const late = { source: event.source, eventId: event.messageEventId, kind: "message" } as const;
      await forestallEvent(context, tx, late, "unsent");
      return true;
    }
    const gone = { text: "", attachments: Prisma.DbNull, reaction: null, intent: null };
    await tx.message.update({ where: { id: message.id }, data: { ...gone, deletedAt: context.clock.now() } });
    await forgetDerived(tx, thread, message.seq);
    await stopWaiting(tx, thread);
    return true;
  });
}

/** Nothing is left to be answered when all that was unanswered is gone. */
async function stopWaiting(
  tx: Transaction,
  { id, answeredSeq }: { readonly id: string; readonly answeredSeq: number },
): Promise<void> {
  const left = await tx.message.count({
    where: { conversationId: id, direction: "in", seq: { gt: answeredSeq }, deletedAt: null },
  });
  if (left === 0) await tx.conversation.update({ where: { id }, data: { firstUnansweredAt: null } });
}
