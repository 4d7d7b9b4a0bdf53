// One entry of Instagram's `messaging` array as a ChannelEvent. Its id is the message's id and the kind of event, so that
// repeated deliveries collapse and different things about one message do not.
import { createHash } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ChannelAttachment, ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { timeFrom } from "./webhook-time.ts";

export interface EventPlace {
  /** `entry.id`; "0" or "" in tests from the dashboard. */
  readonly accountId: string;
  /** `entry.time`, for events without their own. */
  readonly at: Date;
}

const id = z.union([z.string().min(1), z.number().transform(String)]);
const party = z.object({ id });
const text = z.string().transform(cleanText).nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const Attachment = z.object({
  type: z.string().catch("unknown"),
  payload: z.object({ url: text }).nullish().catch(null),
});
const Message = z.object({
  mid: id,
  text,
  attachments: z.array(Attachment).nullish().catch(null),
  is_echo: flag,
  is_deleted: flag,
  is_unsupported: flag,
});
const Body = z.object({
  sender: party,
  recipient: party,
  timestamp: z.unknown().optional(),
  message: Message.nullish().catch(null),
  message_edit: z
    .object({ mid: id, text, num_edit: z.union([z.string(), z.number()]).catch(1) })
    .nullish()
    .catch(null),
  reaction: z.object({ mid: id, action: z.string(), emoji: text, reaction: text }).nullish().catch(null),
  postback: z.object({ mid: id, title: text, payload: text }).nullish().catch(null),
  read: z.object({ mid: id.nullish(), watermark: id.nullish() }).nullish().catch(null),
});
type Body = z.output<typeof Body>;

/** Who, where, when; `identify` adds the event's id. */
type Frame = Pick<ChannelEvent, "source" | "accountExternalId" | "fanExternalId" | "at">;

export function eventFrom(raw: unknown, place: EventPlace): ChannelEvent {
  const parsed = Body.safeParse(raw);
  if (!parsed.success) return otherEvent(raw, "unreadable", place);
  const body = parsed.data;
  const isOurs = body.message?.is_echo === true || body.sender.id === place.accountId;
  const frame: Frame = {
    source: "instagram",
    accountExternalId: isOurs ? body.sender.id : body.recipient.id,
    fanExternalId: isOurs ? body.recipient.id : body.sender.id,
    at: timeFrom(body.timestamp) ?? place.at,
  };
  return messageEvent(body, frame, isOurs) ?? otherThanMessage(body, frame) ?? unknownEvent(raw, frame);
}

function messageEvent({ message, postback }: Body, frame: Frame, isOurs: boolean): ChannelEvent | null {
  if (postback) {
    const eventId = `${postback.mid}:postback`;
    return { ...frame, eventId, kind: "message", messageId: postback.mid, text: postback.title ?? "", attachments: [] };
  }
  if (!message) return null;
  const messageId = message.mid;
  if (message.is_deleted) return { ...frame, eventId: `${messageId}:unsend`, kind: "unsend", messageId };
  const content = { messageId, text: message.text ?? "" };
  if (isOurs) return { ...frame, eventId: `${messageId}:echo`, kind: "echo", ...content };
  const eventId = `${messageId}:message`;
  return { ...frame, eventId, kind: "message", ...content, attachments: attachmentsOf(message) };
}

/** What Instagram cannot show us (a poll, a gift) still is something the fan sent. */
function attachmentsOf(message: z.output<typeof Message>): readonly ChannelAttachment[] {
  const attachments = (message.attachments ?? []).map(({ type, payload }) => ({ type, url: payload?.url ?? null }));
  return message.is_unsupported ? [...attachments, { type: "unsupported", url: null }] : attachments;
}

function otherThanMessage({ message_edit: edit, reaction, read }: Body, frame: Frame): ChannelEvent | null {
  if (edit) {
    const eventId = `${edit.mid}:edit:${edit.num_edit}`;
    return { ...frame, eventId, kind: "edit", messageId: edit.mid, text: edit.text ?? "" };
  }
  if (reaction) {
    // The time tells a second heart from a repeated delivery of the first.
    const eventId = `${reaction.mid}:${reaction.action}:${frame.fanExternalId}:${frame.at.getTime()}`;
    const emoji = reaction.action === "unreact" ? null : (reaction.emoji ?? reaction.reaction ?? null);
    return { ...frame, eventId, kind: "reaction", messageId: reaction.mid, emoji };
  }
  if (!read) return null;
  return {
    ...frame,
    eventId: `${read.mid ?? read.watermark ?? frame.at.getTime()}:read:${frame.fanExternalId}`,
    kind: "read",
  };
}

const KNOWN_KEYS = new Set(["sender", "recipient", "timestamp"]);

function unknownEvent(raw: unknown, frame: Frame): ChannelEvent {
  const detail = Object.keys(Object(raw)).find((key) => !KNOWN_KEYS.has(key)) ?? "empty";
  return { ...frame, eventId: fingerprint(raw), kind: "other", detail };
}

/** Nobody can be named as its sender, but it is kept. */
export function otherEvent(raw: unknown, detail: string, place: EventPlace): ChannelEvent {
  const { accountId: accountExternalId, at } = place;
  return {
    source: "instagram",
    eventId: fingerprint(raw),
    accountExternalId,
    fanExternalId: "",
    at,
    kind: "other",
    detail,
  };
}

function fingerprint(raw: unknown): string {
  return `other:${createHash("sha256").update(JSON.stringify(raw)).digest("hex").slice(0, 40)}`;
}
