// A stored message as the Bot API shows it.
import {
  type EmulatedChannel,
  keyboardOf,
  type StoredMedia,
  type StoredMessage,
  type StoredThumbnail,
} from "./chat-log.ts";

export interface EmulatedBot {
  readonly id: number;
  readonly username: string;
}

export const botUser = (bot: EmulatedBot) => ({
  id: bot.id,
  is_bot: true,
  first_name: "Emulated bot",
  username: bot.username,
});

export const personUser = (id: number, languageCode: string) => ({
  id,
  is_bot: false,
  first_name: `Person ${id}`,
  language_code: languageCode,
});

export function wireChat(chatId: number): Record<string, unknown> {
  if (chatId < 0) return { id: chatId, type: "supergroup", title: "A group" };
  return { id: chatId, type: "private", first_name: `Person ${chatId}` };
}

export const wireChannel = ({ id, title, username }: EmulatedChannel) => ({
  id,
  type: "channel",
  title,
  ...(username ? { username } : {}),
});

export function wireMessage(
  message: StoredMessage,
  bot: EmulatedBot,
  more: { readonly languageCode?: string; readonly replyTo?: StoredMessage } = {},
): Record<string, unknown> {
  const { content, media } = message;
  const entities = content.entities.length > 0 ? content.entities : undefined;
  const sender =
    message.senderId === undefined ? botUser(bot) : personUser(message.senderId, more.languageCode ?? "en");
  const keyboard = keyboardOf(message);
  return {
    message_id: message.id,
    ...(message.channel
      ? { sender_chat: wireChannel(message.channel), chat: wireChannel(message.channel) }
      : { from: sender, chat: wireChat(message.chatId) }),
    date: message.date,
    ...(message.editCount > 0 ? { edit_date: message.date } : {}),
    ...(message.albumId ? { media_group_id: message.albumId } : {}),
    ...(more.replyTo ? { reply_to_message: wireMessage(more.replyTo, bot) } : {}),
    ...(media
      ? {
          [media.kind]: wireMedia(media),
          ...(content.text ? { caption: content.text, caption_entities: entities } : {}),
        }
      : textOf(message)),
    ...message.more,
    ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
  };
}

/** Beside something else there are words only where a person wrote some: its caption. */
function textOf({ content: { text, entities }, more }: StoredMessage): Record<string, unknown> {
  if (more) return text === "" ? {} : { caption: text };
  return { text, entities: entities.length > 0 ? entities : undefined };
}

export function wireMedia(media: StoredMedia): Record<string, unknown> | readonly Record<string, unknown>[] {
  if (media.kind === "photo") return [wirePicture(media)];
  const { fileId, fileName, mimeType, sizeBytes, thumbnail, width, height } = media;
  return {
    file_id: fileId,
    file_unique_id: `u${fileId}`,
    ...(media.kind === "video" ? { width, height } : {}),
    duration: 0,
    ...(fileName ? { file_name: fileName } : {}),
    mime_type: mimeType,
    file_size: sizeBytes,
    ...(thumbnail ? { thumbnail: wirePicture(thumbnail) } : {}),
  };
}

function wirePicture({ fileId, width, height, sizeBytes }: StoredThumbnail): Record<string, unknown> {
  return { file_id: fileId, file_unique_id: `u${fileId}`, width, height, file_size: sizeBytes };
}
