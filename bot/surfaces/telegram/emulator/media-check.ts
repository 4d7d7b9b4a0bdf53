// Whether the emulator takes these bytes as film, sound or thumbnail. The real server sends another file as a document and
// leaves out another thumbnail, both without a word: here a mistake shows.
import sharp from "sharp";
import { toAppError } from "../../../../agents/kernel/errors.ts";
import { type Mp4Box, topLevelBoxes } from "../../../../jobs/providers/media/video/mp4-boxes.ts";
import { BadRequest } from "./message-html.ts";

/** "Less than 200 kB", "width and height should not exceed 320". */
const THUMBNAIL = { bytes: 200_000, side: 320 };
/** Bytes that tell an MP3: its tag, or the beginning of a frame. */
const MP3 = /^(?:ID3|\xff[\xe2-\xff])/;
const WAV = /^RIFF.{4}WAVE/s;
const M4A = /^.{4}ftyp(?:M4A |mp4|isom)/s;

/** @throws BadRequest for what is no MP4, or one without its index */
export function checkVideo(bytes: Uint8Array): void {
  const types = boxesOf(bytes).map(({ type }) => type);
  if (!types.includes("moov") || !types.includes("mdat"))
    throw new BadRequest("the emulator takes whole MP4 files only");
}

function boxesOf(bytes: Uint8Array): readonly Mp4Box[] {
  try {
    return topLevelBoxes(bytes);
  } catch (cause) {
    throw new BadRequest(`the emulator takes MP4 files only: ${toAppError(cause).message}`, { cause });
  }
}

/** @returns the type its content tells @throws BadRequest */
export function checkAudio(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (MP3.test(start)) return "audio/mpeg";
  if (WAV.test(start)) return "audio/x-wav";
  if (M4A.test(start)) return "audio/mp4";
  throw new BadRequest("the emulator takes MP3, M4A and WAV files only");
}

/** @returns the type its content tells @throws BadRequest for what would be shown as a file or a track */
export function checkVoice(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  if (start.startsWith("OggS") && start.includes("OpusHead")) return "audio/ogg";
  if (MP3.test(start)) return "audio/mpeg";
  if (M4A.test(start)) return "audio/mp4";
  throw new BadRequest("the emulator takes voice notes as OGG with OPUS, MP3 and M4A only");
}

/** @throws BadRequest */
export async function checkThumbnail(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const { format, width, height } = await sharp(bytes)
    .metadata()
    .catch((cause: unknown) => {
      throw new BadRequest("the thumbnail is no picture", { cause });
    });
  const isSmall = bytes.length < THUMBNAIL.bytes && width <= THUMBNAIL.side && height <= THUMBNAIL.side;
  if (format === "jpeg" && isSmall) return { width, height };
  throw new BadRequest(
    `the emulator takes JPEG thumbnails below 200 kB and up to 320x320, not ${format} ${width}x${height}`,
  );
}
