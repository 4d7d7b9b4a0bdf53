// Paid media: sent by the bot, seen once a person has paid for it.
import type { StoredMedia, StoredPaidMedia } from "./chat-log.ts";
import { BadRequest } from "./message-html.ts";
import { captionText, type MessageWorld, requireChat, store } from "./message-methods.ts";
import type { CallParameters } from "./method-schemas.ts";
import { type Files, readMedia } from "./read-media.ts";
import { wireMedia, wireMessage } from "./wire-message.ts";

const MOST_ITEMS = 10;

export async function sendPaidMedia(
  world: MessageWorld,
  call: CallParameters<"sendPaidMedia">,
  files: Files,
): Promise<unknown> {
  requireChat(world, call.chat_id);
  if (call.media.length === 0) throw new BadRequest("there must be at least one paid media");
  if (call.media.length > MOST_ITEMS) throw new BadRequest("too many paid media to send");
  const items: StoredMedia[] = [];
  for (const item of call.media)
    items.push(await readMedia(world.log, item.type, item.media, files, item.type === "photo" ? {} : item));
  const paid: StoredPaidMedia = {
    ...{ stars: call.star_count, payload: call.payload ?? "", items },
    ...{ isProtected: call.protect_content === true, isBought: false },
  };
  const shown = items.map((item) => ({ type: item.kind, [item.kind]: wireMedia(item) }));
  const message = store(world, {
    chatId: call.chat_id,
    content: captionText(call.caption, call),
    markup: call.reply_markup,
    replyToId: call.reply_parameters?.message_id,
    paid,
    more: { paid_media: { star_count: call.star_count, paid_media: shown } },
  });
  return wireMessage(message, world.bot);
}

/** Marks it bought. @throws Error where there is nothing to buy */
export function paidMediaIn(world: MessageWorld, chatId: number, messageId: number): StoredPaidMedia {
  const paid = world.log.find(chatId, messageId)?.paid;
  if (!paid || paid.isBought) throw new Error(`message ${messageId} of chat ${chatId} has nothing to buy`);
  paid.isBought = true;
  return paid;
}
