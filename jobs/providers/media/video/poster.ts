// The still that stands for a clip: its first frame with something on it, as a marked JPEG.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { type EncodedImage, encodeImage } from "../encode-image.ts";
import { withSyntheticMark } from "../synthetic-mark.ts";
import type { Ffmpeg } from "./ffmpeg.ts";

/** Frames looked at: the first four seconds, twice a second, as small squares. */
const FRAMES = 8;
const FRAMES_PER_SECOND = 2;
const SIDE = 32;
const FRAME_BYTES = SIDE * SIDE;
/** Standard deviation of the brightness (0-255); a faded or plain frame stays below. */
const ENOUGH_CONTRAST = 12;
const JPEG_QUALITY = 88;
const TIMEOUT_MS = 60_000;

/** Where every frame is plain, the one with the most on it. @throws AppError `invalid_input` when nothing can be decoded */
export async function posterOf(ffmpeg: Ffmpeg, video: Uint8Array, signal: AbortSignal): Promise<EncodedImage> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    await writeFile(file, video);
    const frames = async (count: number, filter: string, format: readonly string[]) => {
      const args = ["-f", "mov", "-i", file, "-vf", `fps=${FRAMES_PER_SECOND},${filter}`, "-frames:v", String(count)];
      return ffmpeg.run([...args, ...format, "pipe:1"], { signal, timeoutMs: TIMEOUT_MS }).catch(unreadable);
    };
    const squares = await frames(FRAMES, `scale=${SIDE}:${SIDE}`, ["-pix_fmt", "gray", "-f", "rawvideo"]);
    if (squares.byteLength === 0) throw undecodable();
    // Numbered by the same filter, so that it is the very frame that was looked at.
    const chosen = `select=eq(n\\,${bestFrame(squares)})`;
    const png = await frames(1, chosen, ["-c:v", "png", "-f", "image2pipe"]);
    return encodeImage(withSyntheticMark(sharp(png).jpeg({ quality: JPEG_QUALITY })), "image/jpeg");
  });
}

function bestFrame(squares: Uint8Array): number {
  const contrasts = Array.from({ length: Math.floor(squares.byteLength / FRAME_BYTES) }, (_, index) =>
    deviationOf(squares.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES)),
  );
  const good = contrasts.findIndex((contrast) => contrast >= ENOUGH_CONTRAST);
  return good >= 0 ? good : Math.max(0, contrasts.indexOf(Math.max(...contrasts)));
}

function deviationOf(values: Uint8Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function unreadable(thrown: unknown): never {
  throw thrown instanceof AppError && thrown.code === "provider_failed" ? undecodable(thrown) : thrown;
}

function undecodable(cause?: unknown): AppError {
  return new AppError("invalid_input", "The clip cannot be decoded.", { reason: "video_broken", cause });
}
