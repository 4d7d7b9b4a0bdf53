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
    await discardAnswer(tx, thread.id, message.seq);
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

/** An answer that is thought but not sent goes too, when nothing of what it answers is left. */
async function discardAnswer(tx: Transaction, conversationId: string, seq: number): Promise<void> {
  const ofMachine = { conversationId, author: "avatar" } as const;
  const answer = await tx.outboundMessage.findFirst({
    where: { ...ofMachine, upToSeq: { gte: seq } },
    orderBy: { upToSeq: "asc" },
  });
  if (!answer) return;
  const before = await tx.outboundMessage.findFirst({
    where: { conversationId, upToSeq: { lt: answer.upToSeq } },
    orderBy: { upToSeq: "desc" },
  });
  const span = { gt: before?.upToSeq ?? 0, lte: answer.upToSeq };
  const left = await tx.message.count({ where: { conversationId, direction: "in", seq: span, deletedAt: null } });
  if (left > 0) return;
  await tx.outboundMessage.updateMany({
    where: {
      ...ofMachine,
      upToSeq: answer.upToSeq,
      state: { in: ["draft", "pending"] },
      kind: { in: ["reply", "offer", "disclosure"] },
    },
    data: { state: "discarded" },
  });
}
