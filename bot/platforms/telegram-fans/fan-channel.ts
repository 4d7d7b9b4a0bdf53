// A bot's private chats as a FanChannel. A bot cannot read its own history, so a lost answer stays unknown.
import type { Api } from "grammy";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { isTokenRefused } from "../../surfaces/telegram/polling.ts";
import { asApiSignal, type BotApiOptions, botApi, refusalOf } from "./bot-api.ts";
import { STARS_CURRENCY } from "./payment-updates.ts";
import { MAX_CAPTION_CHARS, sendMedia } from "./send-media.ts";
import { MOST_PAID_ITEMS, MOST_STARS, sendPaidMedia } from "./send-paid-media.ts";

const MAX_TEXT_CHARS = 4_096;
/** A film may take its time. */
const UPLOAD_SECONDS = 60;

export interface FanChannelOptions extends BotApiOptions {
  /** Whether Telegram can open an address; by default any but those of this machine and its network. */
  readonly canFetch?: (url: string) => boolean;
}

export function createTelegramFanChannel(options: FanChannelOptions): FanChannel {
  return {
    info: {
      platform: "telegram",
      replyWindowMs: null,
      maxTextBytes: null,
      maxTextChars: MAX_TEXT_CHARS,
      supportsTyping: true,
      typingCounts: true,
      supportsSeen: false,
      media: ["image", "audio", "video"],
      maxCaptionChars: MAX_CAPTION_CHARS,
      commentReplyMs: null,
      echoes: false,
      paidMedia: { currency: STARS_CURRENCY, mostAmount: MOST_STARS, mostItems: MOST_PAID_ITEMS },
    },
    sendPaid: (account, recipientId, media, signal) => {
      if (media.caption.length > MAX_CAPTION_CHARS) return Promise.resolve(unsendable("text_too_long"));
      if (media.price.currency !== STARS_CURRENCY) return Promise.resolve(unsendable("wrong_currency"));
      return sendBy(options, account, signal, true, (api) =>
        sendPaidMedia(api, recipientId, media, signal, options.canFetch),
      );
    },
    send: (account, recipientId, content, signal) => send(options, account, recipientId, content, signal),
    typing: async (account, recipientId, signal) => {
      const api = botApi(options, account.accessToken);
      try {
        await api.sendChatAction(recipientId, "typing", {}, asApiSignal(signal));
      } catch (cause) {
        throw new AppError("unavailable", "Telegram did not take the sign of typing.", { cause });
      }
    },
    seen: async () => undefined,
    findSent: null,
    replyToComment: null,
    profileOf: null,
    recentEvents: null,
  };
}

async function send(
  options: FanChannelOptions,
  account: ConnectedAccount,
  recipientId: string,
  content: OutboundContent,
  signal: AbortSignal,
): Promise<SendResult> {
  if (content.kind !== "text" && (content.caption?.length ?? 0) > MAX_CAPTION_CHARS) return unsendable("text_too_long");
  return await sendBy(options, account, signal, content.kind !== "text", (api) =>
    content.kind === "text"
      ? sendText(api, recipientId, content.text, signal)
      : sendMedia(api, recipientId, content, signal, options.canFetch),
  );
}

async function sendBy(
  options: FanChannelOptions,
  account: ConnectedAccount,
  signal: AbortSignal,
  isUpload: boolean,
  call: (api: Api) => ReturnType<typeof sendMedia>,
): Promise<SendResult> {
  if (signal.aborted) throw new AppError("unavailable", "The message was called off.", { reason: "called_off" });
  const seconds = isUpload ? (options.timeoutSeconds ?? UPLOAD_SECONDS) : options.timeoutSeconds;
  const api = botApi(
    { ...options, ...(seconds === undefined ? {} : { timeoutSeconds: seconds }) },
    account.accessToken,
  );
  try {
    const message = await call(api);
    if (message === "too_large") return unsendable("attachment_too_large");
    return { state: "sent", externalId: String(message.message_id) };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const refusal = refusalOf(thrown);
    const tokenInvalid = isTokenRefused(refusal);
    // Blocked, or the account is gone: until the fan writes again nothing gets through.
    const closesWindow = refusal.error_code === 403;
    return { state: "refused", code: codeOf(refusal.error_code, tokenInvalid), closesWindow, tokenInvalid };
  }
}

/** As it is, without markup; and Telegram's servers are not to open a fan's own pages for a preview. */
async function sendText(api: Api, recipientId: string, text: string, signal: AbortSignal) {
  return await api.sendMessage(recipientId, text, { link_preview_options: { is_disabled: true } }, asApiSignal(signal));
}

function unsendable(code: string): SendResult {
  return { state: "refused", code, closesWindow: false, tokenInvalid: false };
}

function codeOf(status: number, tokenInvalid: boolean): string {
  if (tokenInvalid) return "token_invalid";
  return status === 403 ? "recipient_unavailable" : `telegram_${status}`;
}
