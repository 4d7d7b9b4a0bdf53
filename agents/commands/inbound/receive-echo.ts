// Our own sends come back as echoes. One we know confirms a delivery; one we don't is a human writing in the app, who takes over.
import { receiveEcho as receiveRow } from "../../../prisma/outbound-message.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { AppContext } from "../context.ts";
import { addressHashes } from "../erasure/address-hash.ts";

type EchoEvent = Extract<ChannelEvent, { kind: "echo" }>;

/** A human's message in the app pauses the machine for that conversation (domain 7). */
export const HUMAN_TAKEOVER_MS = 15 * MINUTE_MS;

export async function receiveEcho(context: AppContext, platform: string, event: EchoEvent): Promise<void> {
  const now = context.clock.now();
  const result = await receiveRow(context.database.pool, {
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
  }
}
