// Our own sends come back as echoes. One we know confirms a delivery; one we don't is a human writing in the app, who takes over.

import { MINUTE_MS } from "../../kernel/clock.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext, Transaction } from "../context.ts";
import { recordSent } from "../conversation/record-sent.ts";
import { findThread } from "./find-thread.ts";

type EchoEvent = Extract<ChannelEvent, { kind: "echo" }>;

/** A human's message in the app pauses the machine for that conversation (domain 7). */
export const HUMAN_TAKEOVER_MS = 15 * MINUTE_MS;

export async function receiveEcho(context: AppContext, platform: string, event: EchoEvent): Promise<void> {
  await context.database.prisma.$transaction(async (tx) => {
    const now = context.clock.now();
    const inserted = await tx.inboundEvent.createMany({
      data: [
        {
          id: context.ids.next("event"),
          source: event.source,
          eventId: event.eventId,
          kind: "echo",
          state: "processed",
          payload: { messageId: event.messageId },
          receivedAt: now,
          processedAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (inserted.count === 0) return;
    const conversation = await findThread(tx, platform, event);
    if (!conversation) return;
    await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE id = ${conversation.id} FOR UPDATE`;
    if (await isOurs(context, tx, conversation.id, event, now)) return;
    await tx.message.createMany({
      data: [
        {
          id: context.ids.next("message"),
          conversationId: conversation.id,
          seq: await nextSeq(tx, conversation.id),
          direction: "out",
          author: "operator",
          text: event.text,
          externalId: event.messageId,
          sentAt: event.at,
          createdAt: now,
        },
      ],
      skipDuplicates: true,
    });
    await tx.conversation.update({
      where: { id: conversation.id },
      data: { botPausedUntil: new Date(now.getTime() + HUMAN_TAKEOVER_MS), humanSince: now, lastOutboundAt: event.at },
    });
    context.log.info("a human wrote in the app", { conversationId: conversation.id });
  });
}

/** Known by id, or by its text while the answer to our send has not come in yet (or never will). */
async function isOurs(
  context: AppContext,
  tx: Transaction,
  conversationId: string,
  event: EchoEvent,
  now: Date,
): Promise<boolean> {
  const known = await tx.outboundMessage.findFirst({ where: { conversationId, externalId: event.messageId } });
  if (known) return true;
  const pending = await tx.outboundMessage.findFirst({
    where: { conversationId, state: { in: ["sending", "unknown"] }, text: event.text },
    orderBy: { createdAt: "asc" },
  });
  if (!pending) return false;
  await recordSent(context, tx, pending, event.messageId, now);
  return true;
}

async function nextSeq(tx: Transaction, conversationId: string): Promise<number> {
  const updated = await tx.conversation.update({
    where: { id: conversationId },
    data: { lastSeq: { increment: 1 } },
    select: { lastSeq: true },
  });
  return updated.lastSeq;
}
