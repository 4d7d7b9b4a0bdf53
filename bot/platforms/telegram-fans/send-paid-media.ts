// Media a fan pays for with Stars in the chat itself, by its address where Telegram can open it, else uploaded.
import type { Api, InputFile } from "grammy";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PaidMedia } from "../../../agents/ports/fan-channel.ts";
import { asApiSignal } from "./bot-api.ts";
import { type MediaUpload, openUpload } from "./media-upload.ts";
import { isNotFetched, isPublicAddress } from "./send-media.ts";

/** Bot API, sendPaidMedia. */
export const MOST_STARS = 25_000;
export const MOST_PAID_ITEMS = 10;

type Sent = { readonly message_id: number } | "too_large";

/** As `sendMedia`. */
export async function sendPaidMedia(
  api: Api,
  chatId: string,
  media: PaidMedia,
  signal: AbortSignal,
  canFetch = isPublicAddress,
): Promise<Sent> {
  const urls = media.items.map(({ url }) => url);
  if (!urls.every(canFetch)) return await upload(api, chatId, media, signal);
  try {
    return await send(api, chatId, media, urls, signal);
  } catch (thrown) {
    if (!isNotFetched(thrown)) throw thrown;
    return await upload(api, chatId, media, signal);
  }
}

async function upload(api: Api, chatId: string, media: PaidMedia, signal: AbortSignal): Promise<Sent> {
  const opened: MediaUpload[] = [];
  try {
    for (const { url, kind } of media.items) {
      const file = await openUpload(url, kind, signal);
      if (!file) return "too_large";
      opened.push(file);
    }
    return await send(
      api,
      chatId,
      media,
      opened.map(({ file }) => file),
      signal,
    );
  } catch (thrown) {
    const [cause] = opened.flatMap(({ failure }) => failure() ?? []);
    if (cause === undefined) throw thrown;
    if (cause instanceof AppError && cause.code === "too_large") return "too_large";
    throw new AppError("unavailable", "A file to send broke off.", { reason: "media_unavailable", cause });
  } finally {
    await Promise.all(opened.map(({ close }) => close()));
  }
}

/** Protected: what is passed on could be bought by somebody it was not offered to. */
async function send(
  api: Api,
  chatId: string,
  { intentId, price, items, caption }: PaidMedia,
  sources: readonly (string | InputFile)[],
  signal: AbortSignal,
): Promise<Sent> {
  const media = items.map(({ kind }, index) => {
    const source = sources[index] ?? "";
    return kind === "video"
      ? { type: "video" as const, media: source, supports_streaming: true }
      : { type: "photo" as const, media: source };
  });
  const other = { payload: intentId, protect_content: true, ...(caption ? { caption } : {}) };
  return await api.sendPaidMedia(chatId, price.amount, media, other, asApiSignal(signal));
}
