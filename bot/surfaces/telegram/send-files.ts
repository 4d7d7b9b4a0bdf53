// Pictures, films and sound as calls to the Bot API: alone with buttons, or together as albums.
import { type Api, InputMediaBuilder } from "grammy";
import { type CardFile, UPLOAD_BYTES } from "./card-files.ts";
import type { Keyboard } from "./keyboard.ts";

export interface CaptionedFile {
  readonly file: CardFile;
  /** HTML. */
  readonly caption: string;
}

interface Thread {
  readonly message_thread_id?: number;
}

/** Bot API, sendMediaGroup. */
export const ALBUM_SIZE = 10;

export async function sendFile(
  api: Api,
  chatId: number,
  { file, caption }: CaptionedFile,
  more: Thread & { readonly reply_markup?: { inline_keyboard: Keyboard } } = {},
): Promise<void> {
  const options = { ...worded(caption), ...more };
  if (file.kind === "photo") await api.sendPhoto(chatId, file.source, options);
  else if (file.kind === "video") await api.sendVideo(chatId, file.source, { ...options, ...filmFacts(file) });
  else await api.sendAudio(chatId, file.source, options);
}

/** What `packAlbums` put together. */
export async function sendAlbum(
  api: Api,
  chatId: number,
  files: readonly CaptionedFile[],
  thread: Thread = {},
): Promise<void> {
  const [first] = files;
  if (first && files.length === 1) await sendFile(api, chatId, first, thread);
  else if (first?.file.kind === "audio") await api.sendMediaGroup(chatId, files.map(soundItem), thread);
  else await api.sendMediaGroup(chatId, files.map(visibleItem), thread);
}

/** Pictures and films share albums, sound has its own; each fits one request. */
export function packAlbums<Item extends CaptionedFile>(items: readonly Item[]): Item[][] {
  const isSound = ({ file }: Item) => file.kind === "audio";
  return [...packed(items.filter((item) => !isSound(item))), ...packed(items.filter(isSound))];
}

function packed<Item extends CaptionedFile>(items: readonly Item[]): Item[][] {
  const albums: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const album = albums.at(-1);
    bytes += item.file.bytes;
    if (album && album.length < ALBUM_SIZE && bytes <= UPLOAD_BYTES) album.push(item);
    else {
      albums.push([item]);
      bytes = item.file.bytes;
    }
  }
  return albums;
}

const soundItem = ({ file, caption }: CaptionedFile) => InputMediaBuilder.audio(file.source, worded(caption));

function visibleItem({ file, caption }: CaptionedFile) {
  if (file.kind === "photo") return InputMediaBuilder.photo(file.source, worded(caption));
  return InputMediaBuilder.video(file.source, { ...worded(caption), ...filmFacts(file) });
}

const worded = (caption: string) => ({ caption, parse_mode: "HTML" }) as const;

function filmFacts({ still }: CardFile) {
  return { supports_streaming: true, ...(still ?? {}) };
}
