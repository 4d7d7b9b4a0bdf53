// What each emulated method accepts. Unknown fields are refused, which the real server does not do: a typo shows here.
import { z } from "zod";
import { isUsableLink } from "./message-html.ts";

const MOST_BUTTONS = 100;
const CALLBACK_DATA_BYTES = 64;
const MOST_PAYLOAD_BYTES = 128;
const MOST_STARS = 25_000;
const THIRTY_DAYS_SECONDS = 2_592_000;

const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const chatId = whole;
/** Also by its public name, where the emulator knows one. */
const chatName = z.union([whole, z.string().regex(/^@\w{4,32}$/)]);
const parseMode = z.enum(["HTML", "MarkdownV2", "Markdown"]);

const ButtonAction = {
  callback_data: z
    .string()
    .refine((data) => data !== "" && Buffer.byteLength(data) <= CALLBACK_DATA_BYTES, "BUTTON_DATA_INVALID"),
  url: z.string().refine(isUsableLink, "inline keyboard button URL is invalid: Wrong HTTP URL"),
  copy_text: z.strictObject({ text: z.string().min(1).max(256) }),
};
const InlineButton = z
  .strictObject({
    text: z.string().min(1, "can't parse inline keyboard button: button text is empty"),
    style: z.enum(["danger", "success", "primary"]).optional(),
    callback_data: ButtonAction.callback_data.optional(),
    url: ButtonAction.url.optional(),
    copy_text: ButtonAction.copy_text.optional(),
  })
  .refine(
    (button) =>
      [button.callback_data, button.url, button.copy_text].filter((action) => action !== undefined).length === 1,
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  );
const InlineKeyboard = z.strictObject({
  inline_keyboard: z
    .array(z.array(InlineButton))
    .refine((rows) => rows.flat().length <= MOST_BUTTONS, "reply markup is too long"),
});
const ForceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: flag.optional(),
});
const ReplyMarkup = z.union([InlineKeyboard, ForceReply, z.strictObject({ remove_keyboard: z.literal(true) })]);

export type AlbumItemValue = z.output<typeof AlbumItem>;
export type InlineKeyboardValue = z.output<typeof InlineKeyboard>;
export type ReplyMarkupValue = z.output<typeof ReplyMarkup>;

const sending = {
  chat_id: chatId,
  message_thread_id: whole.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  reply_parameters: z.strictObject({ message_id: whole, allow_sending_without_reply: flag.optional() }).optional(),
};
const formatted = {
  parse_mode: parseMode.optional(),
  link_preview_options: z.strictObject({ is_disabled: flag.optional() }).optional(),
};
const captioned = { caption: z.string().optional(), parse_mode: parseMode.optional() };
const edited = { chat_id: chatId, message_id: whole, reply_markup: InlineKeyboard.optional() };
const topic = { chat_id: chatId, message_thread_id: whole };
const file = z.string().min(1);
const framed = { width: whole.optional(), height: whole.optional(), duration: whole.optional() };
const film = {
  ...framed,
  thumbnail: file.optional(),
  supports_streaming: flag.optional(),
  has_spoiler: flag.optional(),
};
const sound = {
  duration: whole.optional(),
  performer: z.string().optional(),
  title: z.string().optional(),
  thumbnail: file.optional(),
};
const AlbumItem = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("photo"), media: file, ...captioned, has_spoiler: flag.optional() }),
  z.strictObject({ type: z.literal("video"), media: file, ...captioned, ...film }),
  z.strictObject({ type: z.literal("audio"), media: file, ...captioned, ...sound }),
]);
const PaidItem = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("photo"), media: file }),
  z.strictObject({ type: z.literal("video"), media: file, ...framed, supports_streaming: flag.optional() }),
]);
const Command = z.strictObject({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/, "BOT_COMMAND_INVALID"),
  description: z.string().min(1, "BOT_COMMAND_DESCRIPTION_INVALID").max(256, "BOT_COMMAND_DESCRIPTION_INVALID"),
});
const commandPlace = {
  scope: z.strictObject({ type: z.string(), chat_id: chatId.optional(), user_id: whole.optional() }).optional(),
  language_code: z
    .string()
    .regex(/^([a-z]{2})?$/, "LANG_CODE_INVALID")
    .optional(),
};
const allowedUpdates = z.array(z.string()).optional();

export const METHODS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: whole.optional(),
    limit: whole.optional(),
    timeout: whole.optional(),
    allowed_updates: allowedUpdates,
  }),
  setWebhook: z.strictObject({
    url: z.string(),
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/, "secret token contains unallowed characters")
      .optional(),
    max_connections: whole.optional(),
    allowed_updates: allowedUpdates,
    drop_pending_updates: flag.optional(),
    ip_address: z.string().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: flag.optional() }),
  getWebhookInfo: z.strictObject({}),
  setMyCommands: z.strictObject({ commands: z.array(Command).max(100, "BOT_COMMANDS_TOO_MUCH"), ...commandPlace }),
  getMyCommands: z.strictObject({ ...commandPlace }),
  sendMessage: z.strictObject({ ...sending, text: z.string(), ...formatted, reply_markup: ReplyMarkup.optional() }),
  sendPhoto: z.strictObject({
    ...sending,
    photo: file.optional(),
    ...captioned,
    reply_markup: ReplyMarkup.optional(),
    has_spoiler: flag.optional(),
  }),
  sendVideo: z.strictObject({
    ...sending,
    video: file.optional(),
    ...captioned,
    ...film,
    reply_markup: ReplyMarkup.optional(),
  }),
  sendAudio: z.strictObject({
    ...sending,
    audio: file.optional(),
    ...captioned,
    ...sound,
    reply_markup: ReplyMarkup.optional(),
  }),
  sendVoice: z.strictObject({
    ...sending,
    voice: file.optional(),
    ...captioned,
    duration: whole.optional(),
    reply_markup: ReplyMarkup.optional(),
  }),
  sendDocument: z.strictObject({ ...sending, document: file.optional(), ...captioned }),
  sendMediaGroup: z.strictObject({ ...sending, media: z.array(AlbumItem) }),
  sendPaidMedia: z.strictObject({
    ...sending,
    star_count: whole.refine((stars) => stars >= 1 && stars <= MOST_STARS, "STARS_AMOUNT_INVALID"),
    media: z.array(PaidItem),
    payload: z
      .string()
      .refine((payload) => Buffer.byteLength(payload) <= MOST_PAYLOAD_BYTES, "MEDIA_PAYLOAD_INVALID")
      .optional(),
    ...captioned,
    show_caption_above_media: flag.optional(),
    reply_markup: ReplyMarkup.optional(),
  }),
  sendMessageDraft: z.strictObject({
    chat_id: chatId,
    message_thread_id: whole.optional(),
    draft_id: whole.refine((id) => id !== 0, "DRAFT_ID_INVALID"),
    text: z.string().optional(),
    parse_mode: parseMode.optional(),
  }),
  createForumTopic: z.strictObject({
    chat_id: chatId,
    name: z.string().min(1, "TOPIC_TITLE_EMPTY").max(128, "TOPIC_TITLE_INVALID"),
    icon_color: z
      .union([7322096, 16766590, 13338331, 9367192, 16749490, 16478047].map((color) => z.literal(color)))
      .optional(),
    icon_custom_emoji_id: z.string().optional(),
  }),
  editForumTopic: z.strictObject({ ...topic, name: z.string().max(128, "TOPIC_TITLE_INVALID").optional() }),
  closeForumTopic: z.strictObject(topic),
  reopenForumTopic: z.strictObject(topic),
  sendChatAction: z.strictObject({
    chat_id: chatId,
    message_thread_id: whole.optional(),
    action: z.enum([
      "typing",
      "upload_photo",
      "record_video",
      "upload_video",
      "record_voice",
      "upload_voice",
      "upload_document",
    ]),
  }),
  editMessageText: z.strictObject({ ...edited, text: z.string(), ...formatted }),
  editMessageCaption: z.strictObject({ ...edited, ...captioned }),
  editMessageReplyMarkup: z.strictObject({ ...edited }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: whole }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().max(200, "MESSAGE_TOO_LONG").optional(),
    show_alert: flag.optional(),
    url: z.string().optional(),
    cache_time: whole.optional(),
  }),
  getChat: z.strictObject({ chat_id: chatName }),
  getChatMember: z.strictObject({ chat_id: chatName, user_id: whole }),
  getFile: z.strictObject({ file_id: z.string() }),
  createInvoiceLink: z.strictObject({
    title: z.string().min(1, "INVOICE_TITLE_EMPTY").max(32, "INVOICE_TITLE_TOO_LONG"),
    description: z.string().min(1, "INVOICE_DESCRIPTION_EMPTY").max(255, "INVOICE_DESCRIPTION_TOO_LONG"),
    payload: z
      .string()
      .refine(
        (payload) => payload !== "" && Buffer.byteLength(payload) <= MOST_PAYLOAD_BYTES,
        "INVOICE_PAYLOAD_INVALID",
      ),
    provider_token: z.literal("", "PAYMENT_PROVIDER_INVALID").optional(),
    currency: z.literal("XTR", "CURRENCY_INVALID"),
    prices: z
      .array(z.strictObject({ label: z.string().min(1), amount: z.int().min(1, "STARS_AMOUNT_INVALID") }))
      .length(1, "STARS_INVOICE_INVALID"),
    subscription_period: z.literal(THIRTY_DAYS_SECONDS, "SUBSCRIPTION_PERIOD_INVALID").optional(),
  }),
  answerPreCheckoutQuery: z.strictObject({
    pre_checkout_query_id: z.string(),
    ok: flag,
    error_message: z.string().optional(),
  }),
  refundStarPayment: z.strictObject({ user_id: whole, telegram_payment_charge_id: z.string().min(1) }),
  editUserStarSubscription: z.strictObject({
    user_id: whole,
    telegram_payment_charge_id: z.string().min(1),
    is_canceled: flag,
  }),
  getStarTransactions: z.strictObject({
    offset: z.int().min(0).optional(),
    limit: z.int().min(1).max(100).optional(),
  }),
} as const satisfies Record<string, z.ZodObject>;

export type TelegramMethod = keyof typeof METHODS;
export type CallParameters<Method extends TelegramMethod> = z.output<(typeof METHODS)[Method]>;

export function isMethod(name: string): name is TelegramMethod {
  return Object.hasOwn(METHODS, name);
}
