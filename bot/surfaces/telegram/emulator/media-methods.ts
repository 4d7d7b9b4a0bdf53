// Photos, films and sound: sending them alone and as albums.
import type { MediaKind } from "./chat-log.ts";
import { requireThread } from "./forum.ts";
import { BadRequest } from "./message-html.ts";
import {
  captionText,
  type Draft,
  type MessageWorld,
  requireChat,
  shown,
  store,
  type TextOptions,
} from "./message-methods.ts";
import type { AlbumItemValue, CallParameters, ReplyMarkupValue } from "./method-schemas.ts";
import { type Files, type MediaFacts, readMedia } from "./read-media.ts";

const ALBUM = { least: 2, most: 10 };

interface MediaCall extends TextOptions, MediaFacts {
  readonly chat_id: number;
  readonly message_thread_id?: number | undefined;
  readonly caption?: string | undefined;
  readonly reply_markup?: ReplyMarkupValue | undefined;
  readonly reply_parameters?: { readonly message_id: number } | undefined;
}

export function sendPhoto(world: MessageWorld, call: CallParameters<"sendPhoto">, files: Files): Promise<unknown> {
  return sendOne(world, call, { kind: "photo", source: call.photo }, files);
}

export function sendVideo(world: MessageWorld, call: CallParameters<"sendVideo">, files: Files): Promise<unknown> {
  return sendOne(world, call, { kind: "video", source: call.video }, files);
}

export function sendAudio(world: MessageWorld, call: CallParameters<"sendAudio">, files: Files): Promise<unknown> {
  return sendOne(world, call, { kind: "audio", source: call.audio }, files);
}

export function sendVoice(world: MessageWorld, call: CallParameters<"sendVoice">, files: Files): Promise<unknown> {
  return sendOne(world, call, { kind: "voice", source: call.voice }, files);
}

/** Any file, uploaded with the call. */
export function sendDocument(world: MessageWorld, call: CallParameters<"sendDocument">, files: Files): unknown {
  requireChat(world, call.chat_id);
  const upload = files.get((call.document ?? "attach://document").replace("attach://", ""));
  if (!upload) throw new BadRequest("there is no document in the request");
  if (upload.bytes.length === 0) throw new BadRequest("file must be non-empty");
  const fileId = world.log.addFile("document", upload.bytes);
  const facts = {
    file_id: fileId,
    file_unique_id: `u${fileId}`,
    file_name: upload.name,
    file_size: upload.bytes.length,
  };
  const message = store(world, {
    chatId: call.chat_id,
    content: captionText(call.caption, call),
    threadId: call.message_thread_id,
    document: { name: upload.name, bytes: upload.bytes },
    more: { document: facts },
  });
  return shown(world, message);
}

async function sendOne(
  world: MessageWorld,
  call: MediaCall,
  { kind, source }: { readonly kind: MediaKind; readonly source: string | undefined },
  files: Files,
): Promise<unknown> {
  requireChat(world, call.chat_id);
  // Without the parameter the server takes the part of that name.
  const media = await readMedia(world.log, kind, source ?? `attach://${kind}`, files, call);
  const content = captionText(call.caption, call);
  const draft: Draft = { chatId: call.chat_id, content, media, markup: call.reply_markup };
  const at = { replyToId: call.reply_parameters?.message_id, threadId: call.message_thread_id };
  return shown(world, store(world, { ...draft, ...at }));
}

export async function sendMediaGroup(
  world: MessageWorld,
  call: CallParameters<"sendMediaGroup">,
  files: Files,
): Promise<unknown> {
  requireChat(world, call.chat_id);
  requireThread(world, call.chat_id, call.message_thread_id);
  checkAlbum(call.media);
  const drafts: Draft[] = [];
  for (const item of call.media) {
    const media = await readMedia(world.log, item.type, item.media, files, item.type === "photo" ? {} : item);
    drafts.push({ chatId: call.chat_id, content: captionText(item.caption, item), media });
  }
  const albumId = `album${world.nowSeconds()}${drafts.length}${world.log.history(call.chat_id).length}`;
  const threadId = call.message_thread_id;
  return drafts.map((draft) => shown(world, store(world, { ...draft, albumId, threadId })));
}

/** Photos and films go together, sound only with sound. */
function checkAlbum(items: readonly AlbumItemValue[]): void {
  if (items.length < ALBUM.least) throw new BadRequest("group send failed: too few messages to send as an album");
  if (items.length > ALBUM.most) throw new BadRequest("too many messages to send as an album");
  const sounds = items.filter(({ type }) => type === "audio").length;
  if (sounds > 0 && sounds < items.length) throw new BadRequest("audio can't be mixed with other media types");
}
