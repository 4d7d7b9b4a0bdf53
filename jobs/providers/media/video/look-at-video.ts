// What a clip shows and how long it is: its still and its facts.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { EncodedImage } from "../encode-image.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { posterOf } from "./poster.ts";

export interface VideoLook {
  readonly poster: EncodedImage;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
}

/** @throws AppError `invalid_input` for what cannot be decoded */
export async function lookAtVideo(ffmpeg: Ffmpeg, bytes: Uint8Array, signal: AbortSignal): Promise<VideoLook> {
  const facts = await ffmpeg.inFolder(async (folder) => {
    const file = path.join(folder, "clip.mp4");
    await writeFile(file, bytes);
    return await ffmpeg.probe(["-f", "mov", "-i", file], signal);
  });
  if (!facts.video) throw new AppError("invalid_input", "The clip cannot be decoded.", { reason: "video_broken" });
  const { width, height } = facts.video;
  return { poster: await posterOf(ffmpeg, bytes, signal), durationMs: facts.durationMs, width, height };
}
