// What a fan bot's update says, in our words. Only private chats with people count: groups and other bots are not fans.
import { z } from "zod";
import type { ChannelAttachment, ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { isOfMoney, paymentOf } from "./payment-updates.ts";

/** What is asked of Telegram, for polling and for webhooks. */
export const FAN_UPDATES = [
  "message",
  "edited_message",
  "message_reaction",
  "my_chat_member",
  "pre_checkout_query",
  "subscription",
  "purchased_paid_media",
] as const;

const Person = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string().catch(""),
  language_code: z.string().optional().catch(undefined),
});
const Chat = z.object({ id: z.int(), type: z.string() });
const Message = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  chat: Chat,
  from: Person,
  text: z.string().optional(),
  caption: z.string().optional(),
});
const Membership = z.object({
  date: z.int(),
  chat: Chat,
  from: Person,
  new_chat_member: z.object({ status: z.string() }),
});
const Reaction = z.object({
  date: z.int(),
  chat: Chat,
  message_id: z.int(),
  user: Person,
  new_reaction: z.array(z.object({ emoji: z.string().optional() })),
});
const Update = z.object({
  update_id: z.int(),
  message: Message.optional().catch(undefined),
  edited_message: Message.optional().catch(undefined),
  my_chat_member: Membership.optional().catch(undefined),
  message_reaction: Reaction.optional().catch(undefined),
});

const ATTACHMENTS = ["photo", "video", "voice", "audio", "animation", "sticker", "video_note", "document"] as const;

/** @param bot the account's id @returns null for what is no update at all */
export function eventsOf(update: unknown, bot: string): readonly ChannelEvent[] | null {
  const parsed = Update.safeParse(update);
  if (!parsed.success) return null;
  const { update_id, message, edited_message, my_chat_member, message_reaction } = parsed.data;
  const about = message ?? edited_message ?? my_chat_member ?? message_reaction;
  const person = (message ?? edited_message ?? my_chat_member)?.from ?? message_reaction?.user;
  if (about?.chat.type !== "private" || !person || person.is_bot) return [];
  const frame = {
    source: `telegram:${bot}`,
    eventId: String(update_id),
    accountExternalId: bot,
    fanExternalId: String(person.id),
    at: new Date(about.date * 1_000),
  };
  if (my_chat_member) {
    const status = my_chat_member.new_chat_member.status;
    return [{ ...frame, kind: status === "kicked" ? "left" : "returned" }];
  }
  if (message_reaction) {
    const [first] = message_reaction.new_reaction;
    // A picture of Telegram's own has no sign to keep.
    if (first && first.emoji === undefined) return [{ ...frame, kind: "other", detail: "reaction" }];
    const messageId = String(message_reaction.message_id);
    return [{ ...frame, kind: "reaction", messageId, emoji: first?.emoji ?? null }];
  }
  const said = message ?? edited_message;
  if (!said) return [];
  const content = { messageId: String(said.message_id), text: said.text ?? said.caption ?? "" };
  if (!message) return [{ ...frame, kind: "edit", ...content }];
  const payment = paymentOf(message, frame.at);
  if (payment) return [{ ...frame, kind: "payment", payment }];
  // About money, and in no form we know: nothing of it is applied, and nobody said anything.
  if (isOfMoney(message)) return [{ ...frame, kind: "other", detail: "payment" }];
  const { first_name: name, language_code: language = "" } = message.from;
  return [
    {
      ...frame,
      kind: "message",
      ...content,
      attachments: attachmentsOf(message),
      fan: { name, language: language.slice(0, 2) },
    },
  ];
}

/** Files are known by an id that takes the token to fetch: no address is kept. */
function attachmentsOf(message: z.output<typeof Message>): readonly ChannelAttachment[] {
  const types = ATTACHMENTS.filter((type) => message[type] !== undefined);
  const isEmpty = types.length === 0 && message.text === undefined;
  return (isEmpty ? ["unsupported"] : types).map((type) => ({ type, url: null }));
}
