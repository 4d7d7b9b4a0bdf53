// Pictures, sound and film to a fan. Telegram fetches what it can reach; the rest is uploaded, and so is every voice note,
// of which it would fetch OGG of up to 1 MB only.
import { type Api, GrammyError, type InputFile } from "grammy";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { MediaKind } from "../../../agents/ports/fan-channel.ts";
import { asApiSignal } from "./bot-api.ts";
import { openUpload } from "./media-upload.ts";

/** Bot API, the caption of a photo, video, voice note or audio. */
export const MAX_CAPTION_CHARS = 1_024;

export interface MediaToSend {
  readonly kind: MediaKind;
  readonly url: string;
  readonly caption?: string;
}

interface Sent {
  readonly message_id: number;
}

/** @returns "too_large" for a file Telegram takes from no bot @throws what `api` throws; AppError where nothing was sent */
export async function sendMedia(
  api: Api,
  chatId: string,
  media: MediaToSend,
  signal: AbortSignal,
  canFetch = isPublicAddress,
): Promise<Sent | "too_large"> {
  if (media.kind === "audio" || !canFetch(media.url)) return await upload(api, chatId, media, signal);
  try {
    return await send(api, chatId, media, media.url, signal);
  } catch (thrown) {
    if (!isNotFetched(thrown)) throw thrown;
    return await upload(api, chatId, media, signal);
  }
}

async function upload(api: Api, chatId: string, media: MediaToSend, signal: AbortSignal): Promise<Sent | "too_large"> {
  const opened = await openUpload(media.url, media.kind, signal);
  if (!opened) return "too_large";
  const { file, sound, failure, close } = opened;
  try {
    return await send(api, chatId, media, file, signal, sound === "track");
  } catch (thrown) {
    const cause = failure();
    if (cause === undefined) throw thrown;
    if (cause instanceof AppError && cause.code === "too_large") return "too_large";
    throw new AppError("unavailable", "The file to send broke off.", { reason: "media_unavailable", cause });
  } finally {
    await close();
  }
}

async function send(
  api: Api,
  chatId: string,
  { kind, caption }: MediaToSend,
  source: string | InputFile,
  signal: AbortSignal,
  isTrack = false,
): Promise<Sent> {
  const limit = asApiSignal(signal);
  const words = caption ? { caption } : {};
  if (kind === "image") return await api.sendPhoto(chatId, source, words, limit);
  if (kind === "video") return await api.sendVideo(chatId, source, { ...words, supports_streaming: true }, limit);
  return isTrack
    ? await api.sendAudio(chatId, source, words, limit)
    : await api.sendVoice(chatId, source, words, limit);
}

/** Ours on this very machine, or in its network: nothing out there can open it. */
const PRIVATE_HOST =
  /^(?:localhost|.*\.(?:local|localhost|internal)|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\])$/i;

export function isPublicAddress(url: string): boolean {
  return URL.canParse(url) && !PRIVATE_HOST.test(new URL(url).hostname);
}

/** Telegram's words for an address that gave it nothing it could send. */
const NOT_FETCHED = /HTTP URL|web page content|WEBPAGE_|file is too big/i;

export function isNotFetched(thrown: unknown): boolean {
  return thrown instanceof GrammyError && thrown.error_code === 400 && NOT_FETCHED.test(thrown.description);
}
