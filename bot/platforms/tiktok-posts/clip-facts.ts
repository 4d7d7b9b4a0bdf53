// What can be told of a clip from its outermost parts, read piece by piece: that it is one, and how long it plays.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { PostMedia } from "../../../agents/ports/publisher.ts";

/** What TikTok takes. */
const CONTENT_TYPES = ["video/mp4", "video/quicktime", "video/webm"];
const WEBM = [0x1a, 0x45, 0xdf, 0xa3];
const HEADER_BYTES = 16;
/** The film's own header is within the first bytes of its index. */
const INDEX_BYTES = 512;
/** A film has some ten parts, one in fragments has thousands: then its length stays open. */
const MAX_PARTS = 200;

/**
 * @returns seconds, or null where the file does not say
 * @throws AppError `provider_refused` for what is no clip, as TikTok would fail it
 */
export async function readClipSeconds(media: PostMedia): Promise<number | null> {
  if (media.bytes === 0 || !CONTENT_TYPES.includes(media.contentType)) throw notAClip();
  const head = await part(media, 0, HEADER_BYTES);
  if (media.contentType === "video/webm") {
    if (!WEBM.every((byte, index) => head[index] === byte)) throw notAClip();
    return null;
  }
  if (boxType(head) !== "ftyp") throw notAClip();
  return await secondsOfMp4(media);
}

async function secondsOfMp4(media: PostMedia): Promise<number | null> {
  let start = 0;
  for (let index = 0; index < MAX_PARTS && start < media.bytes; index += 1) {
    const header = await part(media, start, HEADER_BYTES);
    if (header.byteLength < 8) throw notAClip();
    const length = boxLength(header) ?? media.bytes - start;
    if (length < 8 || start + length > media.bytes) throw notAClip();
    if (boxType(header) === "moov") return movieSeconds(await part(media, start, Math.min(length, INDEX_BYTES)));
    start += length;
  }
  if (start >= media.bytes) throw notAClip();
  return null;
}

/** @param index begins with the "moov" box, whose first child is "mvhd" */
export function movieSeconds(index: Uint8Array): number | null {
  const at = Buffer.from(index).indexOf("mvhd", 0, "latin1");
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  const isLong = at >= 0 && at + 5 <= index.byteLength && view.getUint8(at + 4) === 1;
  const scaleAt = at + (isLong ? 24 : 16);
  if (at < 0 || scaleAt + 12 > index.byteLength) return null;
  const scale = view.getUint32(scaleAt);
  const duration = isLong ? Number(view.getBigUint64(scaleAt + 4)) : view.getUint32(scaleAt + 4);
  return scale > 0 && duration > 0 ? duration / scale : null;
}

/** null: it goes to the end. */
function boxLength(header: Uint8Array): number | null {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const written = view.getUint32(0);
  if (written === 1) return header.byteLength < HEADER_BYTES ? 0 : Number(view.getBigUint64(8));
  return written === 0 ? null : written;
}

const boxType = (header: Uint8Array) => Buffer.from(header.subarray(4, 8)).toString("latin1");

function part(media: PostMedia, start: number, length: number): Promise<Uint8Array> {
  return media.read({ start, end: Math.min(start + length, media.bytes) });
}

function notAClip(): AppError {
  return new AppError("provider_refused", "The file is no MP4, MOV or WebM clip.", { reason: "video_format" });
}
