// Posts in a Telegram channel, by its bot. Telegram has no label, so the caption is the label, and no history for bots: of a
// lost answer nobody can say whether the post is there, so it is never sent again but left to an operator.
import { createHash, randomUUID } from "node:crypto";
import { InputFile } from "grammy";
import type { InputMediaPhoto, InputMediaVideo } from "grammy/types";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostDraft, PostMedia, Publisher } from "../../../agents/ports/publisher.ts";
import { readContainer, writeContainer } from "../posting/container.ts";
import { requireCaptionDisclosure, requireDraft } from "../posting/draft.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { piecesOf, requireReal } from "../posting/media.ts";
import { asApiSignal, type BotApiOptions, botApi } from "../telegram-fans/bot-api.ts";
import { readChannelToken } from "./channel-token.ts";
import { isNoPost, isUnchanged, telegramError } from "./errors.ts";

/** Telegram counts none: what a channel's readers bear, ours. */
const POSTS_PER_DAY = 20;
const PIECE_BYTES = 1024 * 1024;
/** Nothing was sent yet: what is prepared is that the draft may go, and which draft it was. */
const Prepared = z.strictObject({ kind: z.literal("telegram_channel"), id: z.uuid(), draft: z.string() });
const RULES = {
  name: "Telegram",
  formats: ["image", "carousel", "video"],
  carouselItems: { least: 2, most: 10, clips: true },
} as const;

export function createTelegramChannelPublisher(options: BotApiOptions): Publisher {
  return {
    info: { platform: "telegram_channel", postsPerDay: POSTS_PER_DAY, formats: RULES.formats, labelIn: "caption" },
    quota: async () => ({ used: 0, total: POSTS_PER_DAY }),
    prepare: async (_account, draft) => {
      const media = requireDraft(RULES, draft);
      requireCaptionDisclosure(RULES.name, draft.caption);
      for (const file of media) await requireReal(file);
      return { containerId: writeContainer({ kind: "telegram_channel", id: randomUUID(), draft: hashOf(draft) }) };
    },
    check: async (_account, containerId) =>
      readContainer(Prepared, containerId)
        ? { state: "ready" }
        : { state: "failed", code: "container_gone", retryable: true },
    commit: async (account, containerId, draft, signal) => {
      const prepared = readContainer(Prepared, containerId);
      if (prepared?.draft !== hashOf(draft)) throw errorFrom(RULES.name, MEANS.containerGone, false);
      return { externalId: String(await post(options, account, draft, signal)) };
    },
    find: async (account, by, signal) => {
      if (!("externalId" in by)) {
        throw new AppError("unavailable", "Telegram shows a bot nothing of its channel: look there for the post.", {
          reason: "history_unavailable",
          retryable: false,
          remedy: "Look into the channel: if the post is there, leave it; if not, publish the piece again.",
        });
      }
      if (!(await isThere(options, account, by.externalId, signal))) return null;
      return { externalId: by.externalId, permalink: permalink(account, by.externalId), labelled: null };
    },
  };
}

function hashOf({ format, caption, media }: PostDraft): string {
  const facts = media.map(({ contentType, bytes }) => [contentType, bytes]);
  return createHash("sha256")
    .update(JSON.stringify([format, caption, facts]))
    .digest("base64url");
}

/** @returns the number of the message, of an album that of its first @throws AppError */
async function post(
  options: BotApiOptions,
  account: ConnectedAccount,
  { caption, media }: PostDraft,
  signal: AbortSignal,
): Promise<number> {
  const api = botApi(options, readChannelToken(account.accessToken).bot);
  const limit = asApiSignal(signal);
  const uploads = media.map(openUpload);
  const [first] = uploads;
  try {
    if (uploads.length > 1) {
      const album = uploads.map(({ file, isClip }, index): InputMediaPhoto | InputMediaVideo => ({
        type: isClip ? "video" : "photo",
        media: file,
        // The caption of an album's first file is shown as the album's own.
        ...(index === 0 ? { caption } : {}),
      }));
      return (await api.sendMediaGroup(account.externalId, album, {}, limit))[0]?.message_id ?? 0;
    }
    if (!first) throw new AppError("invalid_input", "A post has a file.", { field: "media" });
    const sent = first.isClip
      ? await api.sendVideo(account.externalId, first.file, { caption, supports_streaming: true }, limit)
      : await api.sendPhoto(account.externalId, first.file, { caption }, limit);
    return sent.message_id;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    // A request whose body broke off is no request: Telegram did nothing.
    const cause = uploads.map(({ failure }) => failure()).find((failure) => failure !== undefined);
    if (cause === undefined) throw telegramError(thrown, true);
    throw new AppError("unavailable", "The file to send broke off.", { reason: "media_unavailable", cause });
  }
}

interface Upload {
  readonly file: InputFile;
  readonly isClip: boolean;
  readonly failure: () => unknown;
}

function openUpload(media: PostMedia): Upload {
  let failure: unknown;
  async function* bytes() {
    try {
      for await (const piece of piecesOf(media, PIECE_BYTES)) yield piece.bytes;
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  const isClip = media.kind === "video";
  return { file: new InputFile(bytes, isClip ? "clip.mp4" : "picture.jpg"), isClip, failure: () => failure };
}

/** Taking away the buttons of a post that has none changes nothing, and Telegram says whether the post is there. */
async function isThere(
  options: BotApiOptions,
  account: ConnectedAccount,
  externalId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const messageId = Number(externalId);
  // Telegram numbers messages in 32 bits.
  if (!Number.isInteger(messageId) || messageId < 1 || messageId > 0x7fff_ffff) return false;
  const api = botApi(options, readChannelToken(account.accessToken).bot);
  try {
    await api.editMessageReplyMarkup(account.externalId, messageId, {}, asApiSignal(signal));
    return true;
  } catch (thrown) {
    if (isUnchanged(thrown)) return true;
    if (isNoPost(thrown)) return false;
    throw telegramError(thrown, false);
  }
}

/** Public channels by name; the others for their members only. */
function permalink({ accessToken, externalId }: ConnectedAccount, messageId: string): string {
  const { channel } = readChannelToken(accessToken);
  const place = channel.startsWith("@") ? channel.slice(1) : `c/${externalId.replace(/^-100/, "")}`;
  return `https://t.me/${place}/${messageId}`;
}
