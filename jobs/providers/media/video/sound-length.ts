// How long a spoken text lasts.
import type { Ffmpeg } from "./ffmpeg.ts";
import { readVoice } from "./reel-material.ts";

/** Milliseconds. @throws AppError `invalid_input` for what is no WAV or MP3 */
export async function soundLength(ffmpeg: Ffmpeg, bytes: Uint8Array, signal: AbortSignal): Promise<number> {
  return await ffmpeg.inFolder(async (folder) => (await readVoice(ffmpeg, bytes, folder, signal)).durationMs);
}
