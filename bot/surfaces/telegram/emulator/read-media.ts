// The file of a call: uploaded with it, kept from before, or fetched from its address, and looked at as what it is sent as.
import type { ChatLog, MediaKind, StoredMedia, StoredThumbnail } from "./chat-log.ts";
import { checkAudio, checkThumbnail, checkVideo, checkVoice } from "./media-check.ts";
import { BadRequest } from "./message-html.ts";
import { checkPhoto } from "./photo-check.ts";
import type { UploadedFile } from "./request-body.ts";

export type Files = ReadonlyMap<string, UploadedFile>;

/** What the sender says about a film or sound. */
export interface MediaFacts {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly thumbnail?: string | undefined;
  readonly supports_streaming?: boolean | undefined;
}

interface FoundFile {
  readonly bytes: Uint8Array;
  readonly fileName?: string;
  /** Kept already. */
  readonly fileId?: string;
  readonly url?: string;
}

const UPLOAD = "attach://";
/** By address: 5 MB for photos, 20 MB for everything else; a voice note of over 1 MB would become a file. */
const BY_URL_BYTES = {
  photo: 5 * 1024 * 1024,
  video: 20 * 1024 * 1024,
  audio: 20 * 1024 * 1024,
  voice: 1024 * 1024,
} as const;
/** A photo is told by its content. */
const TYPES_BY_URL = { photo: /^/, video: /^video\/mp4\b/, audio: /^audio\/mpeg\b/, voice: /^audio\/ogg\b/ } as const;
const FILE_TYPES = {
  photo: "Photo",
  video: "Video",
  audio: "Audio",
  voice: "VoiceNote",
  thumbnail: "Thumbnail",
  document: "Document",
} as const;

/** @throws BadRequest */
export async function readMedia(
  log: ChatLog,
  kind: MediaKind,
  source: string,
  files: Files,
  facts: MediaFacts,
): Promise<StoredMedia> {
  const { bytes, fileName, fileId, url } = await findFile(log, kind, source, files);
  if (bytes.length === 0) throw new BadRequest("file must be non-empty");
  const { mimeType, width, height } = await look(kind, bytes, facts);
  const thumbnail =
    facts.thumbnail === undefined ? undefined : await readThumbnail(log, facts.thumbnail, files, source);
  return {
    kind,
    fileId: fileId ?? log.addFile(kind, bytes),
    sizeBytes: bytes.length,
    mimeType,
    width,
    height,
    ...(fileName ? { fileName } : {}),
    ...(thumbnail ? { thumbnail } : {}),
    ...(facts.supports_streaming === undefined ? {} : { supportsStreaming: facts.supports_streaming }),
    ...(url ? { url } : {}),
  };
}

async function findFile(log: ChatLog, kind: MediaKind, source: string, files: Files): Promise<FoundFile> {
  if (/^https?:/.test(source)) return { bytes: await fetchFile(kind, source), url: source };
  if (source.startsWith(UPLOAD)) {
    const upload = files.get(source.slice(UPLOAD.length));
    if (!upload) throw new BadRequest(`there is no ${kind} in the request`);
    return { bytes: upload.bytes, fileName: upload.name };
  }
  const kept = log.file(source);
  if (!kept) throw new BadRequest("wrong remote file identifier specified");
  if (kept.kind !== kind) {
    throw new BadRequest(`can't use file of type ${FILE_TYPES[kept.kind]} as ${FILE_TYPES[kind]}`);
  }
  return { bytes: kept.bytes, fileId: source };
}

/** Of a film the sender says how large it is, and is believed; the server shows 0 without. */
async function look(
  kind: MediaKind,
  bytes: Uint8Array,
  facts: MediaFacts,
): Promise<Pick<StoredMedia, "mimeType" | "width" | "height">> {
  if (kind === "photo") return { mimeType: "image/jpeg", ...(await checkPhoto(bytes)) };
  if (kind === "audio") return { mimeType: checkAudio(bytes), width: 0, height: 0 };
  if (kind === "voice") return { mimeType: checkVoice(bytes), width: 0, height: 0 };
  checkVideo(bytes);
  return { mimeType: "video/mp4", width: facts.width ?? 0, height: facts.height ?? 0 };
}

async function readThumbnail(log: ChatLog, source: string, files: Files, of: string): Promise<StoredThumbnail> {
  const upload = source.startsWith(UPLOAD) ? files.get(source.slice(UPLOAD.length)) : undefined;
  if (!upload || !of.startsWith(UPLOAD)) {
    throw new BadRequest("the emulator takes a thumbnail only as an upload beside an upload");
  }
  const size = await checkThumbnail(upload.bytes);
  return { ...size, fileId: log.addFile("thumbnail", upload.bytes), sizeBytes: upload.bytes.length };
}

/** The server opens the address itself. */
async function fetchFile(kind: MediaKind, url: string): Promise<Uint8Array> {
  const { response, bytes } = await open(url);
  if (!response.ok || bytes.length > BY_URL_BYTES[kind]) throw new BadRequest("failed to get HTTP URL content");
  const type = response.headers.get("content-type") ?? "";
  if (!TYPES_BY_URL[kind].test(type)) throw new BadRequest("wrong type of the web page content");
  return bytes;
}

async function open(url: string): Promise<{ response: Response; bytes: Buffer }> {
  try {
    const response = await fetch(url);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  } catch (cause) {
    throw new BadRequest("wrong HTTP URL specified", { cause });
  }
}
