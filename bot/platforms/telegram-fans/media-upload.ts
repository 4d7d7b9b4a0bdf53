// A file of ours on its way to Telegram: from its address to the upload as a stream, with its kind told by its first bytes.
import { InputFile } from "grammy";
import { AppError } from "../../../agents/kernel/errors.ts";

/** Bot API: what a bot may upload. */
const MOST_BYTES = 50 * 1024 * 1024;
const SNIFFED_BYTES = 64;

export type SoundKind = "voice" | "track";

export interface MediaUpload {
  readonly file: InputFile;
  /** Of sound: OGG, MP3 and M4A are voice notes, anything else can only be a track. */
  readonly sound: SoundKind;
  /** Why the rest of the file did not come; the request it was part of is then no request at all. */
  readonly failure: () => unknown;
  /** Lets go of what was not read. */
  readonly close: () => Promise<void>;
}

const NAMES = { image: "picture.jpg", audio: "voice", video: "video.mp4" } as const;

/** @returns null for a file over the limit @throws AppError retryable: nothing was sent yet */
export async function openUpload(
  url: string,
  kind: keyof typeof NAMES,
  signal: AbortSignal,
): Promise<MediaUpload | null> {
  const response = await open(url, signal);
  const length = Number(response.headers.get("content-length") ?? "0");
  if (length > MOST_BYTES) {
    await response.body?.cancel();
    return null;
  }
  const reader = response.body?.getReader();
  const start = reader ? await firstBytes(reader) : new Uint8Array();
  let failure: unknown;
  async function* bytes() {
    let sent = start.length;
    yield start;
    try {
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
        sent += next.value.length;
        if (sent > MOST_BYTES) throw new AppError("too_large", "The file is larger than Telegram takes.");
        yield next.value;
      }
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  return {
    file: new InputFile(bytes, NAMES[kind]),
    sound: soundKind(start),
    failure: () => failure,
    // It may have broken off before.
    close: async () => await reader?.cancel().catch(() => undefined),
  };
}

async function open(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, redirect: "error" }).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw unreadable(`status ${response.status}`);
}

function unreadable(cause: unknown): AppError {
  return new AppError("unavailable", "The file to send cannot be read.", { reason: "media_unavailable", cause });
}

async function firstBytes(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < SNIFFED_BYTES) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw unreadable(cause);
    });
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  return Buffer.concat(chunks);
}

function soundKind(start: Uint8Array): SoundKind {
  const text = Buffer.from(start.subarray(0, 12)).toString("latin1");
  const isNote = text.startsWith("OggS") || /^(?:ID3|\xff[\xe2-\xff])/.test(text) || /^.{4}ftyp/s.test(text);
  return isNote ? "voice" : "track";
}
