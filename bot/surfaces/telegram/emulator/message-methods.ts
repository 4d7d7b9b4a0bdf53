// Texts: sending and editing, with the checks and the words of the real server.
import type { ChatLog, StoredDocument, StoredMedia, StoredMessage, StoredPaidMedia } from "./chat-log.ts";
import { type Groups, requireThread, threadFields } from "./forum.ts";
import { BadRequest, type ParsedText, parseMessageHtml } from "./message-html.ts";
import type { CallParameters, ReplyMarkupValue } from "./method-schemas.ts";
import { type EmulatedBot, wireMessage } from "./wire-message.ts";

const TEXT_LIMIT = 4_096;
const CAPTION_LIMIT = 1_024;

/** A refusal that is not a 400. */
export class CallRefused extends Error {
  readonly code: number;

  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

export interface MessageWorld {
  readonly bot: EmulatedBot;
  readonly log: ChatLog;
  readonly groups: Groups;
  /** What the bot lets people see of a message it still writes, by chat and draft. */
  readonly drafts: Map<string, string[]>;
  readonly blockedBy: ReadonlySet<number>;
  nowSeconds(): number;
}

export interface TextOptions {
  readonly parse_mode?: "HTML" | "Markdown" | "MarkdownV2" | undefined;
}

function readText(text: string, options: TextOptions, limit: { most: number; tooLong: string }): ParsedText {
  if (options.parse_mode !== undefined && options.parse_mode !== "HTML") {
    throw new BadRequest("the emulator reads parse_mode HTML only");
  }
  const content = options.parse_mode ? parseMessageHtml(text) : { text: text.trim(), entities: [] };
  if (content.text.length > limit.most) throw new BadRequest(limit.tooLong);
  return content;
}

function messageText(text: string, options: TextOptions): ParsedText {
  const content = readText(text, options, { most: TEXT_LIMIT, tooLong: "message is too long" });
  if (content.text === "") throw new BadRequest("message text is empty");
  return content;
}

export const captionText = (caption: string | undefined, options: TextOptions): ParsedText =>
  readText(caption ?? "", options, { most: CAPTION_LIMIT, tooLong: "message caption is too long" });

/** @throws BadRequest, CallRefused */
export function requireChat(world: MessageWorld, chatId: number): void {
  if (!world.log.isKnown(chatId)) throw new BadRequest("chat not found");
  if (world.log.channel(chatId)?.canPost === false)
    throw new BadRequest("need administrator rights in the channel chat");
  if (world.blockedBy.has(chatId)) throw new CallRefused(403, "Forbidden: bot was blocked by the user");
}

export interface Draft {
  readonly chatId: number;
  readonly content: ParsedText;
  readonly markup?: ReplyMarkupValue | undefined;
  readonly replyToId?: number | undefined;
  readonly threadId?: number | undefined;
  readonly media?: StoredMedia;
  readonly albumId?: string;
  readonly paid?: StoredPaidMedia;
  readonly document?: StoredDocument;
  readonly more?: Readonly<Record<string, unknown>>;
}

export function store(world: MessageWorld, draft: Draft): StoredMessage {
  requireChat(world, draft.chatId);
  requireThread(world, draft.chatId, draft.threadId);
  const { chatId, content, markup, replyToId, threadId, media, albumId, paid, document, more } = draft;
  if (replyToId !== undefined && !world.log.find(chatId, replyToId))
    throw new BadRequest("message to be replied not found");
  const channel = world.log.channel(chatId);
  return world.log.add({
    chatId,
    ...(channel ? { channel } : {}),
    content,
    date: world.nowSeconds(),
    ...(markup ? { markup } : {}),
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(threadId === undefined ? {} : { threadId }),
    ...(media ? { media } : {}),
    ...(albumId ? { albumId } : {}),
    ...(paid ? { paid } : {}),
    ...(document ? { document } : {}),
    ...(more ? { more } : {}),
  });
}

export function sendMessage(world: MessageWorld, call: CallParameters<"sendMessage">): unknown {
  const content = messageText(call.text, call);
  const draft = {
    chatId: call.chat_id,
    content,
    markup: call.reply_markup,
    replyToId: call.reply_parameters?.message_id,
    threadId: call.message_thread_id,
  };
  return shown(world, store(world, draft));
}

/** As the wire has it, with its group and topic. */
export const shown = (world: MessageWorld, message: StoredMessage) => ({
  ...wireMessage(message, world.bot),
  ...threadFields(world, message),
});

/** Seen for half a minute, in private chats only; nothing of it stays. */
export function sendMessageDraft(world: MessageWorld, call: CallParameters<"sendMessageDraft">): true {
  requireChat(world, call.chat_id);
  if (call.chat_id < 0) throw new BadRequest("the method is available only for private chats");
  requireThread(world, call.chat_id, call.message_thread_id);
  const { text } = readText(call.text ?? "", call, { most: TEXT_LIMIT, tooLong: "message is too long" });
  const key = `${call.chat_id}:${call.draft_id}`;
  world.drafts.set(key, [...(world.drafts.get(key) ?? []), text]);
  return true;
}

function findEditable(world: MessageWorld, call: { chat_id: number; message_id: number }): StoredMessage {
  requireChat(world, call.chat_id);
  const message = world.log.find(call.chat_id, call.message_id);
  if (!message) throw new BadRequest("message to edit not found");
  if (message.senderId !== undefined) throw new BadRequest("message can't be edited");
  return message;
}

/** Like the real server, an edit without keyboard takes the keyboard away. */
function applyEdit(
  world: MessageWorld,
  message: StoredMessage,
  content: ParsedText,
  markup?: ReplyMarkupValue,
): unknown {
  const before = JSON.stringify([message.content, message.markup ?? null]);
  if (before === JSON.stringify([content, markup ?? null])) {
    throw new BadRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  message.content = content;
  if (markup) message.markup = markup;
  else delete message.markup;
  message.editCount += 1;
  return shown(world, message);
}

export function editMessageText(world: MessageWorld, call: CallParameters<"editMessageText">): unknown {
  const message = findEditable(world, call);
  if (message.media) throw new BadRequest("there is no text in the message to edit");
  return applyEdit(world, message, messageText(call.text, call), call.reply_markup);
}

export function editMessageCaption(world: MessageWorld, call: CallParameters<"editMessageCaption">): unknown {
  const message = findEditable(world, call);
  if (!message.media) throw new BadRequest("there is no caption in the message to edit");
  return applyEdit(world, message, captionText(call.caption, call), call.reply_markup);
}

export function editMessageReplyMarkup(world: MessageWorld, call: CallParameters<"editMessageReplyMarkup">): unknown {
  const message = findEditable(world, call);
  const hasButtons = (call.reply_markup?.inline_keyboard.flat().length ?? 0) > 0;
  return applyEdit(world, message, message.content, hasButtons ? call.reply_markup : undefined);
}

export function deleteMessage(world: MessageWorld, call: CallParameters<"deleteMessage">): unknown {
  const message = world.log.find(call.chat_id, call.message_id);
  if (!message) throw new BadRequest("message to delete not found");
  message.isDeleted = true;
  return true;
}
