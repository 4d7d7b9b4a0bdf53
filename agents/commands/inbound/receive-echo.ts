// Our own sends come back as echoes. One we know confirms a delivery; one we don't is a human writing in the app, who takes over.
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext } from "../context.ts";
import { addressHashes } from "../erasure/address-hash.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { receiveEchoTogether } from "./receive-together.ts";

type EchoEvent = Extract<ChannelEvent, { kind: "echo" }>;

/** A human's message in the app pauses the machine for that conversation (domain 7). */
export const HUMAN_TAKEOVER_MS = 15 * MINUTE_MS;

/** @returns false when it came in before */
export async function receiveEcho(context: AppContext, platform: string, event: EchoEvent): Promise<boolean> {
  const now = context.clock.now();
  const result = await receiveEchoTogether(context.database.pool, {
    source: event.source,
    eventId: event.eventId,
    platform,
    accountExternalId: event.accountExternalId,
    fanExternalId: event.fanExternalId,
    messageId: event.messageId,
    text: event.text,
    at: event.at,
    now,
    addressHashes: addressHashes(context.secrets, { platform, ...event }),
    botPausedUntil: new Date(now.getTime() + HUMAN_TAKEOVER_MS),
    rowId: context.ids.next("event"),
    messageRowId: context.ids.next("message"),
  });
  if (result.state === "human") {
    context.log.info("a human wrote in the app", { conversationId: result.conversationId });
    await noteHuman(context, result.conversationId, event.messageId);
  }
  return result.state !== "duplicate";
}

/** The fan is answered; the team is told once a takeover that the machine keeps quiet. */
async function noteHuman(context: AppContext, conversationId: string, messageId: string): Promise<void> {
  const before = new Date(context.clock.now().getTime() - HUMAN_TAKEOVER_MS);
  await context.database.prisma.$transaction(async (tx) => {
    const { avatarId } = await tx.conversation.update({
      where: { id: conversationId },
      data: { waitingSince: null, alarms: 0 },
    });
    const others = { conversationId, author: "operator", createdAt: { gt: before } } as const;
    const goesOn = await tx.message.findFirst({ where: { ...others, NOT: { externalId: messageId } } });
    if (goesOn) return;
    const minutes = HUMAN_TAKEOVER_MS / MINUTE_MS;
    await writeNotice(context, tx, { kind: "echo", minutes }, { avatarId, conversationId });
  });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
}
