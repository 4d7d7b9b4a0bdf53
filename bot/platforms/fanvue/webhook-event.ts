// What one of Fanvue's webhooks says, as a ChannelEvent. Its id is the message's id and the kind of event, so that repeated
// deliveries collapse, and what is read from the history is the same event.
import { createHash } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ChannelAttachment, ChannelEvent } from "../../../agents/ports/fan-channel.ts";

/** Longer than any id of Fanvue's, shorter than what an index takes. */
const MAX_ID_CHARS = 100;
const MAX_NAME_CHARS = 100;

export const id = z.string().min(1).max(MAX_ID_CHARS).transform(cleanText);

const ReceivedMessage = z.object({
  messageUuid: id,
  recipientUuid: id,
  sender: z.object({
    uuid: id,
    displayName: z.string().max(MAX_NAME_CHARS).nullish().catch(null),
    handle: z.string().max(MAX_NAME_CHARS).nullish().catch(null),
  }),
  message: z.object({
    text: z.string().nullish().catch(null),
    hasMedia: z.boolean().nullish().catch(null),
    mediaUuids: z.array(z.unknown()).nullish().catch(null),
    createdAt: z.unknown().optional(),
  }),
  timestamp: z.unknown().optional(),
});

/** Whose it is, where nothing else of it is known. */
const AnyEvent = z.object({ recipientUuid: id.catch(""), sender: z.object({ uuid: id }).nullish().catch(null) });

/** "creator.message.received" by its envelope; older deliveries are bare and told by their fields. */
const MESSAGE_RECEIVED: ReadonlySet<string> = new Set(["creator.message.received", "message.received"]);

export const messageEventId = (messageId: string) => `${messageId}:message`;
export const echoEventId = (messageId: string) => `${messageId}:echo`;

/** Its files are the creator's to see in Fanvue; no address of them is told. */
export function attachmentsOf(hasMedia: boolean, mediaType: string | null): readonly ChannelAttachment[] {
  if (!hasMedia) return [];
  return [{ type: mediaType ?? "unsupported", url: null }];
}

export interface WebhookContent {
  /** null: a bare delivery. */
  readonly type: string | null;
  readonly data: unknown;
  readonly receivedAt: Date;
}

export function eventFrom(content: WebhookContent): ChannelEvent {
  const parsed = ReceivedMessage.safeParse(content.data);
  const isMessage = content.type === null || MESSAGE_RECEIVED.has(content.type);
  if (!isMessage || !parsed.success || parsed.data.sender.uuid === parsed.data.recipientUuid)
    return otherEvent(content);
  const { messageUuid: messageId, recipientUuid, sender, message, timestamp } = parsed.data;
  const hasMedia = message.hasMedia ?? (message.mediaUuids?.length ?? 0) > 0;
  const name = sender.displayName || sender.handle;
  return {
    source: "fanvue",
    kind: "message",
    eventId: messageEventId(messageId),
    accountExternalId: recipientUuid,
    fanExternalId: sender.uuid,
    at: timeOf(message.createdAt) ?? timeOf(timestamp) ?? content.receivedAt,
    messageId,
    text: cleanText(message.text ?? ""),
    attachments: attachmentsOf(hasMedia, null),
    ...(name ? { fan: { name: cleanText(name), language: "" } } : {}),
  };
}

/** Kept and not acted on. */
function otherEvent({ type, data, receivedAt }: WebhookContent): ChannelEvent {
  const whose = AnyEvent.safeParse(data).data;
  const told = createHash("sha256").update(JSON.stringify([type, data]) ?? "");
  return {
    source: "fanvue",
    kind: "other",
    eventId: `other:${told.digest("hex").slice(0, 40)}`,
    accountExternalId: whose?.recipientUuid ?? "",
    fanExternalId: whose?.sender?.uuid ?? "",
    at: receivedAt,
    detail: nameOf(type, data),
  };
}

/** A name, never a text from outside. */
function nameOf(type: string | null, data: unknown): string {
  if (type !== null) return /^[a-z_.]{1,60}$/.test(type) ? type : "unknown";
  // Purchases in the chat have no type; what was bought there was made and priced in Fanvue's own app.
  const isPurchase = typeof data === "object" && data !== null && ("routeUuid" in data || "postUuid" in data);
  return isPurchase ? "purchase" : "unknown";
}

function timeOf(value: unknown): Date | null {
  const date = typeof value === "string" ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
