// A clip as a platform takes it: as it is where it fits, else cut, scaled and encoded anew; file to file, mark kept.
import { createReadStream, createWriteStream } from "node:fs";
import { appendFile, open, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { nearestAspect } from "../../../../agents/domain/distribution/mends.ts";
import type { ClipRules } from "../../../../agents/domain/distribution/post-rules.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { readTopLevelBoxes } from "./mp4-boxes.ts";
import type { MediaFacts } from "./probe-media.ts";
import { hasVideoMarkIn, videoMarkBox } from "./video-mark.ts";

export interface ClipFacts {
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly videoCodec: string;
  readonly framesPerSecond?: number;
}

export interface MadeClip extends ClipFacts {
  /** The source fits as it is: there is nothing to keep. */
  readonly isSource: boolean;
  /** Of the file in its work folder, which is gone when `keep` has ended. */
  stream(): AsyncIterable<Uint8Array>;
}

const BASE_TIMEOUT_MS = 120_000;
const TIMEOUT_MS_PER_SECOND = 10_000;
const AUDIO_KBITS = 128;
const MAX_VIDEO_KBITS = 8_000;
/** Of the largest file that is taken, what picture and sound may fill. */
const FILLED_SHARE = 0.9;
const USUAL_FRAMES_PER_SECOND = 30;
/** The sound's last packet reaches a little beyond the cut, and a limit is a limit. */
const MARGIN_SECONDS = 0.05;
/** Players on phones show no more. */
const WIDEST = { upright: 1_080, lying: 1_920 } as const;
const ASPECT_TOLERANCE = 0.005;
const SOUND_CODECS: ReadonlySet<string> = new Set(["aac"]);

/**
 * @param keep what is done with the result while it is there
 * @throws AppError `invalid_input` for what cannot be decoded, `too_large`, and as `Ffmpeg.run`
 */
export async function renderClip<Value>(
  ffmpeg: Ffmpeg,
  source: AsyncIterable<Uint8Array>,
  rules: ClipRules,
  signal: AbortSignal,
  keep: (clip: MadeClip) => Promise<Value>,
): Promise<Value> {
  return ffmpeg.inFolder(async (folder) => {
    const original = path.join(folder, "source.mp4");
    await pipeline(source, createWriteStream(original), { signal });
    const facts = await lookAt(ffmpeg, original, signal);
    if (await fits(original, facts, rules)) return keep({ ...clipFacts(facts), ...fileOf(original), isSource: true });
    const file = path.join(folder, "rendition.mp4");
    const run = { signal, timeoutMs: BASE_TIMEOUT_MS + (facts.durationMs / 1_000) * TIMEOUT_MS_PER_SECOND };
    await ffmpeg.run([...encoding(original, facts, rules), file], run);
    await appendFile(file, await videoMarkBox());
    const made = await lookAt(ffmpeg, file, signal);
    return keep({ ...clipFacts(made), ...fileOf(file), isSource: false });
  });
}

interface Looked extends MediaFacts {
  readonly bytes: number;
  readonly video: NonNullable<MediaFacts["video"]>;
}

async function lookAt(ffmpeg: Ffmpeg, file: string, signal: AbortSignal): Promise<Looked> {
  const { size } = await stat(file);
  const facts = await ffmpeg.probe(["-f", "mov", "-i", file], signal);
  const { video } = facts;
  if (!video) throw new AppError("invalid_input", "The clip cannot be decoded.", { reason: "video_broken" });
  return { ...facts, video, bytes: size };
}

function clipFacts({ bytes, durationMs, video }: Looked): ClipFacts {
  const { codec, width, height, framesPerSecond } = video;
  const rate = framesPerSecond === undefined ? {} : { framesPerSecond };
  return { contentType: "video/mp4", bytes, width, height, durationMs, videoCodec: codec, ...rate };
}

const fileOf = (file: string) => ({ stream: (): AsyncIterable<Uint8Array> => createReadStream(file) });

/** A clip that is too short goes through as it is: nothing here could mend it, and preflight says so. */
async function fits(file: string, { bytes, durationMs, video, audio }: Looked, rules: ClipRules): Promise<boolean> {
  const { width, height, codec, framesPerSecond = USUAL_FRAMES_PER_SECOND } = video;
  const aspect = width / height;
  return (
    rules.contentTypes.includes("video/mp4") &&
    bytes <= rules.maxBytes &&
    durationMs <= rules.maxSeconds * 1_000 &&
    Math.abs(nearestAspect(aspect, rules) - aspect) <= ASPECT_TOLERANCE &&
    width >= rules.minWidth &&
    width <= rules.maxWidth &&
    codec === "h264" &&
    (audio === null || SOUND_CODECS.has(audio.codec)) &&
    framesPerSecond >= (rules.minFramesPerSecond ?? 0) &&
    framesPerSecond <= (rules.maxFramesPerSecond ?? Number.POSITIVE_INFINITY) &&
    (await isIndexFirstAndMarked(file, bytes))
  );
}

/** Platforms read a clip while it arrives, so what it is made of must stand before it. */
async function isIndexFirstAndMarked(file: string, size: number): Promise<boolean> {
  const handle = await open(file);
  try {
    const read = async (start: number, end: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    };
    const types = (await readTopLevelBoxes(read, size)).map(({ type }) => type);
    return types.indexOf("moov") < types.indexOf("mdat") && (await hasVideoMarkIn(read, size));
  } finally {
    await handle.close();
  }
}

function encoding(file: string, { durationMs, video, audio }: Looked, rules: ClipRules): string[] {
  const { width, height } = targetSize(video, rules);
  const seconds = Math.min(durationMs / 1_000, rules.maxSeconds - MARGIN_SECONDS);
  const fittingKbits = Math.floor((rules.maxBytes * 8 * FILLED_SHARE) / 1_000 / Math.max(seconds, 1)) - AUDIO_KBITS;
  const kbits = Math.max(100, Math.min(MAX_VIDEO_KBITS, fittingKbits));
  const rate = framesOf(video.framesPerSecond ?? USUAL_FRAMES_PER_SECOND, rules);
  const shaped = `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1`;
  const picture = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p", "-crf", "21"];
  const bounds = ["-maxrate", `${kbits}k`, "-bufsize", `${kbits * 2}k`, "-r", String(rate), "-g", String(rate * 2)];
  const sound = audio ? ["-c:a", "aac", "-b:a", `${AUDIO_KBITS}k`, "-ar", "44100", "-ac", "2"] : ["-an"];
  const plain = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"];
  return [
    ...["-f", "mov", "-i", file, "-map", "0:v:0", "-map", "0:a:0?", "-t", seconds.toFixed(3), "-vf", shaped],
    ...picture,
    ...bounds,
    ...sound,
    ...plain,
    ...["-movflags", "+faststart"],
  ];
}

/** Nearest allowed shape, in even numbers, as the encoder wants them. */
function targetSize({ width, height }: { width: number; height: number }, rules: ClipRules) {
  const aspect = nearestAspect(width / height, rules);
  const cutWidth = Math.min(width, height * aspect);
  const widest = Math.min(rules.maxWidth, aspect < 1 ? WIDEST.upright : WIDEST.lying);
  const outWidth = Math.min(widest, Math.max(rules.minWidth, cutWidth));
  return { width: even(outWidth), height: even(outWidth / aspect) };
}

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);

function framesOf(rate: number, { minFramesPerSecond = 1, maxFramesPerSecond = 60 }: ClipRules): number {
  if (rate < minFramesPerSecond) return Math.min(USUAL_FRAMES_PER_SECOND, maxFramesPerSecond);
  return Math.round(Math.min(rate, maxFramesPerSecond));
}
