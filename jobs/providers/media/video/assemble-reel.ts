// A reel: clips one after the other, a voice over them, its words burnt in, cut to what the platform takes.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { TimedCaption } from "../../../../agents/domain/content/caption-timing.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { VIDEO_MAX_BYTES } from "../../../../agents/ports/video-generator.ts";
import { writeCaptionTrack } from "./caption-track.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { REEL_FRAMES, type ReelFrame, type ReelRatio } from "./reel-frame.ts";
import { loopArguments, reelArguments } from "./reel-graph.ts";
import { blameClip, type ReelSource, readClips, readVoice } from "./reel-material.ts";
import { measureGain, soundOf } from "./reel-sound.ts";
import { labelVideo } from "./video-mark.ts";

export interface ReelInput {
  /** MP4s, in order. Their own sound is kept only where there is no voice. */
  readonly clips: readonly Uint8Array[];
  /** WAV or MP3. Where it is longer than the clips, they come again. */
  readonly voice?: Uint8Array;
  readonly captions: readonly TimedCaption[];
  /** One of REEL_FRAMES. */
  readonly aspectRatio: string;
  readonly maxSeconds: number;
}

export interface Reel {
  /** H.264 and AAC, 30 frames a second, its index first, marked as made by AI. */
  readonly bytes: Uint8Array;
  readonly contentType: "video/mp4";
  readonly durationMs: number;
  /** It would have been longer than `maxSeconds`. */
  readonly isCut: boolean;
  /** Captions not shown to the letter: the font has no emoji, and of the scripts only Latin. */
  readonly reducedCaptions: number;
}

/** So that the last word is not clipped. */
const TAIL_MS = 300;
/** The sound's last packet reaches a little beyond the cut, and a limit is a limit. */
const MARGIN_MS = 50;
const BASE_TIMEOUT_MS = 120_000;
/** For each second of the reel, on a slow machine. */
const TIMEOUT_MS_PER_SECOND = 10_000;

/** @throws AppError `invalid_input` naming the clip, the voice or the field that cannot be used; else as `Ffmpeg.run` */
export async function assembleReel(ffmpeg: Ffmpeg, input: ReelInput, signal: AbortSignal): Promise<Reel> {
  const frame = frameOf(input);
  return ffmpeg.inFolder(async (folder) => {
    const clips = await readClips(ffmpeg, input.clips, folder, signal);
    const voice = input.voice ? await readVoice(ffmpeg, input.voice, folder, signal) : null;
    const clipsMs = clips.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const spokenMs = voice ? voice.durationMs + TAIL_MS : 0;
    // Every clip was paid for and is shown; a longer voice sees them again.
    const wantedMs = Math.max(spokenMs, clipsMs);
    const totalMs = Math.min(wantedMs, input.maxSeconds * 1_000 - MARGIN_MS);
    const run = { signal, timeoutMs: BASE_TIMEOUT_MS + (totalMs / 1_000) * TIMEOUT_MS_PER_SECOND };
    const cut = async (args: readonly string[], name: string): Promise<string> => {
      const file = path.join(folder, name);
      await ffmpeg.run([...args, file], run).catch((thrown: unknown) => blameClip(ffmpeg, clips, thrown, signal));
      return file;
    };
    const captions = await writeCaptionTrack(input.captions, frame, totalMs, folder);
    const source = soundOf(voice, clips);
    const sound = source && { source, gain: await measureGain(ffmpeg, source, run) };
    const isLooped = clipsMs < totalMs;
    const shown = isLooped ? [loopOf(await cut(loopArguments(clips, frame), "loop.mp4"), clipsMs)] : clips;
    const isCut = wantedMs > totalMs;
    const plan = { clips: shown, isLooped, sound, captions: captions.list, frame, totalMs, isCut };
    const bytes = await labelVideo(await readFile(await cut(reelArguments(plan), "reel.mp4")));
    if (bytes.byteLength > VIDEO_MAX_BYTES) throw new AppError("too_large", "The reel is larger than 200 MB.");
    return { bytes, contentType: "video/mp4", durationMs: totalMs, isCut, reducedCaptions: captions.reduced };
  });
}

function frameOf({ aspectRatio, maxSeconds }: ReelInput): ReelFrame {
  if (!(maxSeconds >= 1)) {
    throw new AppError("invalid_input", "A reel lasts a second at least.", { field: "maxSeconds" });
  }
  if (Object.hasOwn(REEL_FRAMES, aspectRatio)) return REEL_FRAMES[aspectRatio as ReelRatio];
  throw new AppError("invalid_input", `Aspect ratio ${aspectRatio} is not offered.`, {
    field: "aspectRatio",
    remedy: `Use one of ${Object.keys(REEL_FRAMES).join(", ")}.`,
  });
}

const loopOf = (file: string, durationMs: number): ReelSource => ({
  input: ["-f", "mov", "-i", file],
  durationMs,
  hasAudio: false,
});
