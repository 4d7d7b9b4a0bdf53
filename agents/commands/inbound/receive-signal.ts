// What fans do beside writing: react, read, come by an ad or a link. Recorded; nobody is answered for it.
import { Prisma } from "../../../prisma/client.ts";
import type { ChannelEvent, Referral } from "../../ports/fan-channel.ts";
import { recordTouch, touchOfReferral } from "../attribution/record-touch.ts";
import type { AppContext, Transaction } from "../context.ts";
import { findThread } from "./find-thread.ts";
import { rememberEvent } from "./remember-event.ts";

type SignalEvent = Extract<ChannelEvent, { kind: "reaction" | "read" | "referral" }>;

const MAX_EMOJI_CHARS = 32;

/** @returns false when it came in before */
export async function receiveSignal(context: AppContext, platform: string, event: SignalEvent): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    if (!(await rememberEvent(context, tx, event))) return false;
    const thread = await findThread(tx, platform, event);
    if (!thread) return true;
    const { id } = thread;
    const { at } = event;
    if (event.kind === "reaction") {
      await tx.message.updateMany({
        where: {
          conversationId: id,
          externalId: event.messageId,
          deletedAt: null,
          OR: [{ reactedAt: null }, { reactedAt: { lt: at } }],
        },
        data: { reaction: event.emoji?.slice(0, MAX_EMOJI_CHARS) ?? null, reactedAt: at },
      });
    } else if (event.kind === "read") {
      const isLater = { OR: [{ fanReadAt: null }, { fanReadAt: { lt: at } }] };
      await tx.conversation.updateMany({ where: { id, ...isLater }, data: { fanReadAt: at } });
    } else {
      await recordReferral(tx, id, event.referral, at);
      await recordTouch(context, tx, platform, event, touchOfReferral(event.referral, event.eventId));
      // By the link the fan opened the chat: the time to answer counts from here.
      const now = context.clock.now();
      const openedAt = at < now ? at : now;
      await tx.conversation.updateMany({
        where: { id, lastInboundAt: { lt: openedAt } },
        data: { lastInboundAt: openedAt, closedAtSeq: null },
      });
    }
    return true;
  });
}

/** The first one stays: it is what the fan is attributed to. */
export async function recordReferral(
  tx: Pick<Transaction, "conversation">,
  conversationId: string,
  referral: Referral,
  at: Date,
): Promise<void> {
  await tx.conversation.updateMany({
    where: { id: conversationId, cameFrom: { equals: Prisma.DbNull } },
    data: { cameFrom: { ...referral, at: at.toISOString() } },
  });
}
