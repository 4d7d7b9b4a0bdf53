// What one of TikTok's webhooks says, as a ChannelEvent. Its id is the message's id and the kind of event, so that repeated
// deliveries collapse, and what is read from the history is the same event.
import { createHash } from "node:crypto";
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ChannelAttachment, ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { timeFrom } from "../wire-time.ts";

export interface EventPlace {
  /** `user_openid`: the account's id, which TikTok also calls business_id. */
  readonly accountId: string;
  /** `create_time`, for events without their own. */
  readonly at: Date;
}

/** Longer than any id of TikTok's, shorter than what an index takes. */
const MAX_ID_CHARS = 300;

export const id = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().min(1).max(MAX_ID_CHARS).transform(cleanText));
const party = z.object({ id }).nullish().catch(null);
const Content = z.object({
  conversation_id: id,
  message_id: id.nullish().catch(null),
  timestamp: z.unknown().optional(),
  type: z.string().max(40).catch("other"),
  text: z.object({ body: z.string() }).nullish().catch(null),
  from_user: party,
  to_user: party,
  read: z.object({ last_read_timestamp: z.unknown() }).nullish().catch(null),
});
type Content = z.output<typeof Content>;

const MESSAGES: ReadonlySet<string> = new Set(["im_receive_msg", "im_send_msg"]);
/** What can be said of it; the rest a fan sent without our being able to tell what. Compared in small letters. */
const ATTACHMENTS: ReadonlySet<string> = new Set(["image", "video", "sticker", "emoji", "share_post"]);

export const messageEventId = (messageId: string) => `${messageId}:message`;
export const echoEventId = (messageId: string) => `${messageId}:echo`;

export function attachmentsOf(type: string): readonly ChannelAttachment[] {
  const name = type.toLowerCase();
  if (name === "text") return [];
  return [{ type: ATTACHMENTS.has(name) ? name : "unsupported", url: null }];
}

/** @param event of the envelope @param content parsed from its string */
export function eventFrom(event: string, content: unknown, place: EventPlace): ChannelEvent {
  const parsed = Content.safeParse(content);
  const isMessage = MESSAGES.has(event);
  if (!parsed.success || !(isMessage || event === "im_mark_read_msg")) return otherEvent(event, content, place);
  const { accountId: accountExternalId } = place;
  const { conversation_id: fanExternalId, timestamp, from_user, to_user } = parsed.data;
  const at = timeFrom(timestamp) ?? place.at;
  const frame = { source: "tiktok", accountExternalId, fanExternalId, at };
  // The event's name says who received it; only the parties say who wrote.
  const isOurs = from_user?.id === accountExternalId;
  const isFans = to_user?.id === accountExternalId && !isOurs;
  const known = isMessage ? messageEvent(parsed.data, frame, isOurs, isFans) : readEvent(parsed.data, frame, isOurs);
  return known ?? otherEvent(event, content, place);
}

type Frame = Pick<ChannelEvent, "source" | "accountExternalId" | "fanExternalId" | "at">;

function messageEvent(content: Content, frame: Frame, isOurs: boolean, isFans: boolean): ChannelEvent | null {
  const { message_id: messageId, type } = content;
  // A heart is no message: it does not open the window, and asks for no answer.
  if (!messageId || type.toLowerCase() === "reaction") return null;
  const said = { ...frame, messageId, text: cleanText(content.text?.body ?? "") };
  if (isOurs) return { ...said, kind: "echo", eventId: echoEventId(messageId) };
  if (!isFans) return null;
  return { ...said, kind: "message", eventId: messageEventId(messageId), attachments: attachmentsOf(type) };
}

/** Only the fan's reading is news. */
function readEvent({ read, conversation_id }: Content, frame: Frame, isOurs: boolean): ChannelEvent | null {
  if (!read || isOurs) return null;
  const until = timeFrom(read.last_read_timestamp) ?? frame.at;
  return { ...frame, kind: "read", eventId: `${conversation_id}:read:${until.getTime()}` };
}

/** A name, never a text from outside. */
const nameOf = (event: string) => (/^[a-z_.]{1,60}$/.test(event) ? event : "unknown");

/** Kept and not acted on. */
export function otherEvent(event: string, content: unknown, { accountId, at }: EventPlace): ChannelEvent {
  const told = createHash("sha256").update(JSON.stringify([event, accountId, at, content]) ?? "");
  return {
    source: "tiktok",
    eventId: `other:${told.digest("hex").slice(0, 40)}`,
    accountExternalId: accountId,
    fanExternalId: "",
    at,
    kind: "other",
    detail: nameOf(event),
  };
}
