// One entry of Instagram's `messaging` array as a ChannelEvent. Its id is the message's id and the kind of event, so that
// repeated deliveries collapse and different things about one message do not.
import { createHash } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ChannelAttachment, ChannelEvent, MessageAbout, Referral } from "../../../agents/ports/fan-channel.ts";
import { timeFrom } from "../wire-time.ts";

export interface EventPlace {
  /** `entry.id`; "0" or "" in tests from the dashboard. */
  readonly accountId: string;
  /** `entry.time`, for events without their own. */
  readonly at: Date;
}

/** Longer than any id of Instagram's, shorter than what an index takes. */
const MAX_ID_CHARS = 300;
const MAX_ATTACHMENTS = 20;
const MAX_NOTE_CHARS = 500;

export const id = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().min(1).max(MAX_ID_CHARS).transform(cleanText));
const party = z.object({ id });
const text = z.string().transform(cleanText).nullish().catch(null);
const note = z
  .union([z.string(), z.number()])
  .transform((value) => cleanText(String(value).slice(0, MAX_NOTE_CHARS)))
  .nullish()
  .catch(null);
const flag = z.boolean().nullish().catch(null);
const Attachment = z
  .object({
    type: z
      .string()
      .regex(/^[a-z_]{1,40}$/)
      .catch("unknown"),
    payload: z.object({ url: text }).nullish().catch(null),
  })
  .catch({ type: "unknown", payload: null });
const AReferral = z
  .object({
    ref: note,
    source: note,
    ad_id: note,
    ads_context_data: z.object({ ad_title: note }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
const Message = z.object({
  mid: id,
  text,
  attachments: z.array(z.unknown()).nullish().catch(null),
  reply_to: z
    .object({ story: z.object({ id: note }).nullish().catch(null) })
    .nullish()
    .catch(null),
  quick_reply: z.object({ payload: note }).nullish().catch(null),
  referral: AReferral,
  is_echo: flag,
  is_deleted: flag,
  is_unsupported: flag,
});
type Message = z.output<typeof Message>;
const Body = z.object({
  sender: party,
  recipient: party,
  timestamp: z.unknown().optional(),
  message: Message.nullish().catch(null),
  message_edit: z
    .object({ mid: id, text, num_edit: z.union([z.string(), z.number()]).catch(1) })
    .nullish()
    .catch(null),
  reaction: z
    .object({ mid: id, action: z.string().max(20), emoji: note, reaction: note })
    .nullish()
    .catch(null),
  postback: z.object({ mid: id, title: text, payload: note, referral: AReferral }).nullish().catch(null),
  referral: AReferral,
  read: z.object({ mid: id.nullish(), watermark: id.nullish() }).nullish().catch(null),
});
type Body = z.output<typeof Body>;

/** Who, where, when; `identify` adds the event's id. */
type Frame = Pick<ChannelEvent, "source" | "accountExternalId" | "fanExternalId" | "at">;

export function eventFrom(raw: unknown, place: EventPlace): ChannelEvent {
  const parsed = Body.safeParse(raw);
  if (!parsed.success) return otherEvent(raw, "unreadable", place);
  const body = parsed.data;
  // The account's own notes to itself are nobody's message.
  if (body.sender.id === body.recipient.id) return otherEvent(raw, "self", place);
  const isOurs = body.message?.is_echo === true || body.sender.id === place.accountId;
  const frame: Frame = {
    source: "instagram",
    accountExternalId: isOurs ? body.sender.id : body.recipient.id,
    fanExternalId: isOurs ? body.recipient.id : body.sender.id,
    at: timeFrom(body.timestamp) ?? place.at,
  };
  return messageEvent(body, frame, isOurs) ?? otherThanMessage(body, frame, isOurs) ?? unknownEvent(raw, frame);
}

/** The same for a webhook and for what is read from the history, so that nothing comes in twice. */
export const messageEventId = (mid: string) => `${mid}:message`;
export const echoEventId = (mid: string) => `${mid}:echo`;

function messageEvent({ message, postback, referral }: Body, frame: Frame, isOurs: boolean): ChannelEvent | null {
  if (postback && !isOurs) return postbackEvent(postback, referral, frame);
  if (!message) return null;
  const messageId = message.mid;
  if (message.is_deleted) {
    const eventId = `${messageId}:unsend`;
    // Ours, deleted in the app: the thread keeps what was said.
    if (isOurs) return { ...frame, eventId, kind: "other", detail: "own_unsend" };
    return { ...frame, eventId, kind: "unsend", messageId, messageEventId: messageEventId(messageId) };
  }
  const content = { messageId, text: message.text ?? "" };
  if (isOurs) return { ...frame, eventId: echoEventId(messageId), kind: "echo", ...content };
  return {
    ...frame,
    eventId: messageEventId(messageId),
    kind: "message",
    ...content,
    attachments: attachmentsOf(message),
    ...noted(aboutOf(message), message.referral ?? referral),
  };
}

/** A tapped ice breaker, menu item or button says its title; without one, what it stands for. */
function postbackEvent(
  postback: NonNullable<Body["postback"]>,
  referral: Body["referral"],
  frame: Frame,
): ChannelEvent {
  const { mid: messageId, title, payload } = postback;
  return {
    ...frame,
    eventId: `${messageId}:postback`,
    kind: "message",
    messageId,
    text: title || payload || "",
    attachments: [],
    ...noted({ kind: "button", payload: payload ?? null }, postback.referral ?? referral),
  };
}

function aboutOf({ reply_to, quick_reply, attachments }: Message): MessageAbout | null {
  if (reply_to?.story) return { kind: "story_reply", payload: reply_to.story.id ?? null };
  if (quick_reply) return { kind: "quick_reply", payload: quick_reply.payload ?? null };
  const isMention = attachments?.some((attachment) => Attachment.parse(attachment).type === "story_mention");
  return isMention ? { kind: "story_mention", payload: null } : null;
}

function noted(about: MessageAbout | null, referral: Body["referral"]) {
  return { ...(about ? { about } : {}), ...(referral ? { referral: referralOf(referral) } : {}) };
}

function referralOf(referral: NonNullable<Body["referral"]>): Referral {
  const { source, ref, ad_id: adId, ads_context_data: ad } = referral;
  return { source: source ?? null, ref: ref ?? null, adId: adId ?? null, adTitle: ad?.ad_title ?? null };
}

/** What Instagram cannot show us (a poll, a gift) still is something the fan sent. */
function attachmentsOf(message: Message): readonly ChannelAttachment[] {
  const attachments = (message.attachments ?? []).slice(0, MAX_ATTACHMENTS).map((raw) => {
    const { type, payload } = Attachment.parse(raw);
    return { type, url: payload?.url ?? null };
  });
  return message.is_unsupported ? [...attachments, { type: "unsupported", url: null }] : attachments;
}

function otherThanMessage(
  { message_edit: edit, reaction, read, referral }: Body,
  frame: Frame,
  isOurs: boolean,
): ChannelEvent | null {
  // What else the account does in the app is not a fan's doing.
  if (isOurs) return null;
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
  if (referral) {
    const eventId = `referral:${frame.fanExternalId}:${frame.at.getTime()}:${referral.ref ?? referral.ad_id ?? ""}`;
    return { ...frame, eventId, kind: "referral", referral: referralOf(referral) };
  }
  if (!read) return null;
  return {
    ...frame,
    eventId: `${read.mid ?? read.watermark ?? frame.at.getTime()}:read:${frame.fanExternalId}`,
    kind: "read",
  };
}

/** A name of a field, never a text from outside. */
const nameOf = (key: string) => (/^[a-z_]{1,40}$/.test(key) ? key : "unknown");

const KNOWN_KEYS = new Set(["sender", "recipient", "timestamp"]);

function unknownEvent(raw: unknown, frame: Frame): ChannelEvent {
  const detail = Object.keys(Object(raw)).find((key) => !KNOWN_KEYS.has(key)) ?? "empty";
  return { ...frame, eventId: fingerprint(raw), kind: "other", detail: nameOf(detail) };
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
    detail: nameOf(detail),
  };
}

function fingerprint(raw: unknown): string {
  return `other:${createHash("sha256").update(JSON.stringify(raw)).digest("hex").slice(0, 40)}`;
}
