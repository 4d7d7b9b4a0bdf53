// What a fan sent beside their words, as a message's row keeps it. What a machine saw on it is data, as little to be trusted as
// a text.
import { z } from "zod";

const Attachment = z.object({
  type: z.string(),
  /** Where it can be fetched, until it was looked at. */
  url: z.string().optional(),
  /** What it shows, in a sentence; never the picture itself. */
  shows: z.string().optional(),
  /** A voice note whose words are the message's text, as a machine heard them. */
  heard: z.literal(true).optional(),
  /** Somebody on it looks under 18. */
  showsMinor: z.literal(true).optional(),
});
export type MessageAttachment = z.output<typeof Attachment>;

interface WithAttachments {
  readonly attachments?: unknown;
}

export function attachmentsOf({ attachments }: WithAttachments): readonly MessageAttachment[] {
  if (!Array.isArray(attachments)) return [];
  return z.array(Attachment).catch([]).parse(attachments);
}

/** What can be looked at; stickers, shares and what is shown once are not. */
export const isPicture = ({ type }: { readonly type: string }): boolean => type === "image" || type === "photo";

/** By what machines saw on what came with it. */
export function shownBy(message: WithAttachments): readonly string[] {
  return attachmentsOf(message).flatMap(({ shows }) => (shows === undefined ? [] : [shows]));
}

export function showsMinor(message: WithAttachments): boolean {
  return attachmentsOf(message).some((attachment) => attachment.showsMinor === true);
}

/** Each text that came from the fan or from something they sent. */
export function judgedTexts(messages: readonly (WithAttachments & { readonly text: string })[]): readonly string[] {
  return messages.flatMap((message) => [message.text, ...shownBy(message)]);
}
