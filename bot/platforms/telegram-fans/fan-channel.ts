// A bot's private chats as a FanChannel. A bot cannot read its own history, so a lost answer stays unknown.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { FanChannel, OutboundContent, SendResult } from "../../../agents/ports/fan-channel.ts";
import { isTokenRefused } from "../../surfaces/telegram/polling.ts";
import { asApiSignal, type BotApiOptions, botApi, refusalOf } from "./bot-api.ts";

const MAX_TEXT_CHARS = 4_096;

export function createTelegramFanChannel(options: BotApiOptions): FanChannel {
  return {
    info: {
      platform: "telegram",
      replyWindowMs: null,
      maxTextBytes: null,
      maxTextChars: MAX_TEXT_CHARS,
      supportsTyping: true,
      supportsSeen: false,
      media: ["image"],
      commentReplyMs: null,
      echoes: false,
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
  options: BotApiOptions,
  account: ConnectedAccount,
  recipientId: string,
  content: OutboundContent,
  signal: AbortSignal,
): Promise<SendResult> {
  if (content.kind !== "text" && content.kind !== "image") {
    return { state: "refused", code: "attachment_type", closesWindow: false, tokenInvalid: false };
  }
  if (signal.aborted) throw new AppError("unavailable", "The message was called off.", { reason: "called_off" });
  const api = botApi(options, account.accessToken);
  const limit = asApiSignal(signal);
  try {
    const message =
      content.kind === "text"
        ? // As it is, without markup; and Telegram's servers are not to open a fan's own pages for a preview.
          await api.sendMessage(recipientId, content.text, { link_preview_options: { is_disabled: true } }, limit)
        : await api.sendPhoto(recipientId, content.url, {}, limit);
    return { state: "sent", externalId: String(message.message_id) };
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    const tokenInvalid = isTokenRefused(refusal);
    // Blocked, or the account is gone: until the fan writes again nothing gets through.
    const closesWindow = refusal.error_code === 403;
    return { state: "refused", code: codeOf(refusal.error_code, tokenInvalid), closesWindow, tokenInvalid };
  }
}

function codeOf(status: number, tokenInvalid: boolean): string {
  if (tokenInvalid) return "token_invalid";
  return status === 403 ? "recipient_unavailable" : `telegram_${status}`;
}
