// What a clip shows and how long it is: its still, its facts, and how it looks later on.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { type EncodedImage, encodeImage } from "../encode-image.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { posterOf } from "./poster.ts";

export interface VideoLook {
  readonly poster: EncodedImage;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
}

/** Shares of the length; what films drift into shows at the end. */
const LATER_MOMENTS = [0.5, 0.9] as const;
const JPEG_QUALITY = 88;
const TIMEOUT_MS = 60_000;

/** @throws AppError `invalid_input` for what cannot be decoded */
export async function lookAtVideo(ffmpeg: Ffmpeg, bytes: Uint8Array, signal: AbortSignal): Promise<VideoLook> {
  const facts = await inFile(ffmpeg, bytes, (file) => ffmpeg.probe(["-f", "mov", "-i", file], signal));
  if (!facts.video) throw new AppError("invalid_input", "The clip cannot be decoded.", { reason: "video_broken" });
  const { width, height } = facts.video;
  return { poster: await posterOf(ffmpeg, bytes, signal), durationMs: facts.durationMs, width, height };
}

/** Unmarked JPEGs, to be examined and not kept; a clip of one frame has none. */
export async function laterMoments(
  ffmpeg: Ffmpeg,
  bytes: Uint8Array,
  durationMs: number,
  signal: AbortSignal,
): Promise<readonly EncodedImage[]> {
  return await inFile(ffmpeg, bytes, async (file) => {
    const stills: EncodedImage[] = [];
    for (const share of LATER_MOMENTS) {
      const at = ((durationMs / 1000) * share).toFixed(3);
      const args = ["-ss", at, "-f", "mov", "-i", file, "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1"];
      const png = await ffmpeg.run(args, { signal, timeoutMs: TIMEOUT_MS });
      if (png.byteLength > 0) stills.push(await encodeImage(sharp(png).jpeg({ quality: JPEG_QUALITY }), "image/jpeg"));
    }
    return stills;
  });
}

function inFile<Value>(ffmpeg: Ffmpeg, bytes: Uint8Array, work: (file: string) => Promise<Value>): Promise<Value> {
  return ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    await writeFile(file, bytes);
    return await work(file);
  });
}
