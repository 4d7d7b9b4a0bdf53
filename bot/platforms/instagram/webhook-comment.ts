// A comment under one of the account's posts as a ChannelEvent. Instagram writes it in two ways; `time` is in seconds.
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { type EventPlace, id, otherEvent } from "./webhook-event.ts";

const Comment = z.object({
  id: id.nullish().catch(null),
  comment_id: id.nullish().catch(null),
  from: z.object({ id }),
  media: z.object({ id }).nullish().catch(null),
  text: z.string().transform(cleanText).catch(""),
});

/** @param value of the field "comments" */
export function commentFrom(value: unknown, place: EventPlace): ChannelEvent {
  const parsed = Comment.safeParse(value);
  const commentId = parsed.data?.id ?? parsed.data?.comment_id;
  if (!parsed.success || !commentId) return otherEvent(value, "comment", place);
  const { from, media, text } = parsed.data;
  if (from.id === place.accountId) return otherEvent(value, "own_comment", place);
  return {
    source: "instagram",
    eventId: `${commentId}:comment`,
    accountExternalId: place.accountId,
    fanExternalId: from.id,
    at: place.at,
    kind: "comment",
    commentId,
    text,
    ...(media ? { postExternalId: media.id } : {}),
  };
}
