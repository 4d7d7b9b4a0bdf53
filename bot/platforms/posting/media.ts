// The files of a post on their way to a platform: read piece by piece, and looked at before anything is sent.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ByteRange } from "../../../agents/ports/object-store.ts";
import type { PostMedia } from "../../../agents/ports/publisher.ts";

const SNIFFED_BYTES = 16;
const STREAM_PIECE_BYTES = 1024 * 1024;

/** By content type, how its file begins. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  "image/jpeg": /^\xff\xd8\xff/,
  "image/png": /^\x89PNG\r\n/,
  "image/webp": /^RIFF.{4}WEBP/s,
  "video/mp4": /^.{4}ftyp/s,
  "video/quicktime": /^.{4}(?:ftyp|moov|wide|mdat)/s,
};

/** Some platforms take any bytes and only fail later, in public. @throws AppError `provider_refused` */
export async function requireReal(media: PostMedia): Promise<void> {
  const start = await media.read({ start: 0, end: Math.min(SNIFFED_BYTES, media.bytes) });
  if (BEGINNINGS[media.contentType]?.test(Buffer.from(start).toString("latin1"))) return;
  throw new AppError("provider_refused", `The file is no ${media.contentType}.`, { reason: "media_type" });
}

export interface MediaPiece {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** In order, none longer than `pieceBytes`. */
export async function* piecesOf(media: PostMedia, pieceBytes: number, from = 0): AsyncGenerator<MediaPiece> {
  for (let start = from; start < media.bytes; start += pieceBytes) {
    yield { start, bytes: await media.read({ start, end: Math.min(start + pieceBytes, media.bytes) }) };
  }
}

/** A part of the file, or all of it, as a body that is never whole in memory. Give its length beside it. */
export function streamOf(
  media: PostMedia,
  { start, end }: ByteRange = { start: 0, end: media.bytes },
): ReadableStream<Uint8Array> {
  const pieces = piecesOf({ ...media, bytes: end }, STREAM_PIECE_BYTES, start);
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value.bytes);
    },
  });
}
