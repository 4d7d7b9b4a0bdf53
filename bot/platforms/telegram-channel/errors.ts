// What each of Telegram's refusals of a post means to us, as data. Its codes are HTTP's, so the words have to tell.
import { GrammyError } from "grammy";
import { AppError, toAppError } from "../../../agents/kernel/errors.ts";
import { failureOfStatus } from "../posting/client.ts";
import { errorFrom, MEANS, type Meaning } from "../posting/failure.ts";
import { refusalOf } from "../telegram-fans/bot-api.ts";

const noChannel: Meaning = { error: "refused", reason: "channel_unknown" };

/** The first that fits. Source: Telegram's Bot API; the rest from the source of tdlib/telegram-bot-api. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/^Unauthorized$|^Not Found$/, MEANS.tokenInvalid],
  [/chat not found|PEER_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE/, noChannel],
  [/bot (?:was kicked from|is not a member of)/, MEANS.permission],
  [/administrator rights|not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED/, MEANS.permission],
  [/caption is too long|MEDIA_CAPTION_TOO_LONG/, MEANS.captionTooLong],
  [/too big|Request Entity Too Large/, MEANS.mediaTooLarge],
  [
    /IMAGE_PROCESS_FAILED|PHOTO_INVALID|PHOTO_EXT_INVALID|non-empty|VIDEO_\w*INVALID|whole MP4|MP4 files/,
    MEANS.mediaProcessing,
  ],
];

/** `irreversible`: an answer that may hide a success is `outcome_unknown`; a lost answer to a mere look is a failure. */
export function telegramError(thrown: unknown, irreversible: boolean): AppError {
  let refusal: GrammyError;
  try {
    refusal = refusalOf(thrown);
  } catch (lost) {
    const error = toAppError(lost);
    if (irreversible || error.code !== "outcome_unknown") return error;
    return new AppError("unavailable", "Telegram's answer was lost.", { cause: lost });
  }
  const words = refusal.description.replace(/^(?:Bad Request|Forbidden): /, "");
  const meaning = MEANINGS.find(([pattern]) => pattern.test(words))?.[1] ?? failureOfStatus(refusal.error_code);
  return errorFrom("Telegram", { ...meaning, platformCode: String(refusal.error_code) }, false);
}

/** Telegram's answer to an edit that changes nothing: the message is there, and the bot's own. */
export function isUnchanged(thrown: unknown): boolean {
  return thrown instanceof GrammyError && /message is not modified/.test(thrown.description);
}

/** No such message, or not one of the bot's. */
export function isNoPost(thrown: unknown): boolean {
  const words = /message to edit not found|MESSAGE_ID_INVALID|message can't be edited|message identifier/;
  return thrown instanceof GrammyError && thrown.error_code === 400 && words.test(thrown.description);
}
