// What a reel is cut from, looked at before any work begins, so that what cannot be used is named.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError, toAppError } from "../../../../agents/kernel/errors.ts";
import { WANTED_CLIP, WANTED_SPEECH } from "../../wanted-outputs.ts";
import type { Ffmpeg } from "./ffmpeg.ts";

export interface ReelSource {
  /** Arguments that name it to ffmpeg, kind of file included: it must not be taken for another kind. */
  readonly input: readonly string[];
  readonly durationMs: number;
  readonly hasAudio: boolean;
}

const DECODE_TIMEOUT_MS = 120_000;

/** @throws AppError `invalid_input` naming the clip */
export async function readClips(
  ffmpeg: Ffmpeg,
  clips: readonly Uint8Array[],
  folder: string,
  signal: AbortSignal,
): Promise<ReelSource[]> {
  if (clips.length === 0) throw new AppError("invalid_input", "A reel needs a clip.", { field: "clips" });
  const sources: ReelSource[] = [];
  for (const [index, bytes] of clips.entries()) {
    if (!WANTED_CLIP.typeOf(bytes)) throw unusableClip(index, "it is not an MP4");
    const file = path.join(folder, `clip-${index}.mp4`);
    await writeFile(file, bytes);
    const input = ["-f", "mov", "-i", file];
    const facts = await ffmpeg.probe(input, signal).catch((thrown: unknown) => {
      throw toAppError(thrown).code === "invalid_input" ? unusableClip(index, "it is broken", thrown) : thrown;
    });
    if (!facts.video) throw unusableClip(index, "its codec is not known to this ffmpeg");
    if (facts.durationMs === 0) throw unusableClip(index, "it has no length");
    sources.push({ input, durationMs: facts.durationMs, hasAudio: facts.audio !== null });
  }
  return sources;
}

/** @throws AppError `invalid_input` */
export async function readVoice(
  ffmpeg: Ffmpeg,
  bytes: Uint8Array,
  folder: string,
  signal: AbortSignal,
): Promise<ReelSource> {
  const type = WANTED_SPEECH.typeOf(bytes);
  if (!type) throw unusableVoice();
  const file = path.join(folder, "voice");
  await writeFile(file, bytes);
  const input = ["-f", type === "audio/wav" ? "wav" : "mp3", "-i", file];
  const { audio, durationMs } = await ffmpeg.probe(input, signal).catch((thrown: unknown) => {
    throw toAppError(thrown).code === "invalid_input" ? unusableVoice(thrown) : thrown;
  });
  if (!audio || durationMs === 0) throw unusableVoice();
  return { input, durationMs, hasAudio: true };
}

/** Whose fault a failed cut is: decodes each clip alone. @throws AppError `invalid_input` naming the clip, or what was thrown */
export async function blameClip(
  ffmpeg: Ffmpeg,
  clips: readonly ReelSource[],
  thrown: unknown,
  signal: AbortSignal,
): Promise<never> {
  if (!(thrown instanceof AppError) || thrown.code !== "provider_failed" || thrown.reason === "timeout") throw thrown;
  for (const [index, { input }] of clips.entries()) {
    const decode = ["-xerror", ...input, "-map", "0:v:0", "-f", "null", "-"];
    await ffmpeg.run(decode, { signal, timeoutMs: DECODE_TIMEOUT_MS }).catch((failure: unknown) => {
      throw toAppError(failure).code === "provider_failed"
        ? unusableClip(index, "it cannot be decoded", failure)
        : failure;
    });
  }
  throw thrown;
}

function unusableClip(index: number, why: string, cause?: unknown): AppError {
  return new AppError("invalid_input", `Clip ${index + 1} cannot be used: ${why}.`, {
    field: `clips.${index}`,
    reason: "clip_unusable",
    remedy: "Make that clip again.",
    cause,
  });
}

function unusableVoice(cause?: unknown): AppError {
  return new AppError("invalid_input", "The voice is neither a WAV nor an MP3 that can be read.", {
    field: "voice",
    reason: "voice_unusable",
    cause,
  });
}
