// The ffmpeg arguments of a reel: which inputs, what is done with them, how the result is encoded.
import { VIDEO_MAX_BYTES } from "../../../../agents/ports/video-generator.ts";
import type { ReelFrame } from "./reel-frame.ts";
import type { ReelSource } from "./reel-material.ts";
import { type ReelSound, SAMPLE_RATE, soundtrack } from "./reel-sound.ts";

export interface ReelPlan {
  /** Each once, or one that is repeated for as long as the reel lasts. */
  readonly clips: readonly ReelSource[];
  readonly isLooped: boolean;
  readonly sound: { readonly source: ReelSound; readonly gain: number } | null;
  /** A list of caption pictures. */
  readonly captions: string | null;
  readonly frame: ReelFrame;
  readonly totalMs: number;
  /** Sound that is cut off fades out. */
  readonly isCut: boolean;
}

const FRAMES_PER_SECOND = 30;
const FADE_SECONDS = 0.3;
const MAX_VIDEO_KBITS = 8_000;
const AUDIO_KBITS = 128;
/** Of the largest file that is taken, what picture and sound may fill. */
const FILLED_SHARE = 0.9;
/** The same bytes for the same input. */
const BITEXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"];

/** The clips in one piece and without sound, as something to be repeated. */
export function loopArguments(clips: readonly ReelSource[], frame: ReelFrame): string[] {
  const encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "14", "-bf", "0"];
  const inputs = clips.flatMap(({ input }) => input);
  return [...inputs, "-filter_complex", pictures(clips, frame), "-map", "[cut]", "-an", ...encoding];
}

export function reelArguments({ clips, isLooped, sound, captions, frame, totalMs, isCut }: ReelPlan): string[] {
  const clipInputs = [...(isLooped ? ["-stream_loop", "-1"] : []), ...clips.flatMap(({ input }) => input)];
  const captionInput = captions ? ["-f", "concat", "-i", captions] : [];
  const soundIndex = clips.length + (captions ? 1 : 0);
  const fadeOut = isCut ? `afade=t=out:st=${totalMs / 1_000 - FADE_SECONDS}:d=${FADE_SECONDS}` : null;
  const graph = [
    pictures(clips, frame),
    captions ? laidOver(clips.length, frame) : "[cut]null[picture]",
    ...(sound ? [sound.source.graph(soundIndex)] : []),
    soundtrack(sound?.gain ?? null, fadeOut),
  ].join(";");
  const inputs = [...clipInputs, ...captionInput, ...(sound?.source.inputs ?? [])];
  return [...inputs, "-filter_complex", graph, "-map", "[picture]", "-map", "[sound]", ...encoding(totalMs)];
}

/** Each fills the frame from its middle, whatever its shape, frame rate and pixel format; then one after the other. */
function pictures(clips: readonly ReelSource[], { width, height }: ReelFrame): string {
  const filled = `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1`;
  const shapes = clips.map(
    (_, index) => `[${index}:v:0]${filled},fps=${FRAMES_PER_SECOND},format=yuv420p,setpts=PTS-STARTPTS[shape${index}]`,
  );
  const parts = clips.map((_, index) => `[shape${index}]`).join("");
  return [...shapes, `${parts}concat=n=${clips.length}:v=1:a=0[cut]`].join(";");
}

function laidOver(input: number, { captions }: ReelFrame): string {
  return `[cut][${input}:v:0]overlay=x=${captions.left}:y=${captions.top}[picture]`;
}

function encoding(totalMs: number): string[] {
  const fittingKbits = Math.floor((VIDEO_MAX_BYTES * 8 * FILLED_SHARE) / totalMs) - AUDIO_KBITS;
  const kbits = Math.min(MAX_VIDEO_KBITS, fittingKbits);
  const picture = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p", "-crf", "21"];
  const rate = ["-maxrate", `${kbits}k`, "-bufsize", `${kbits * 2}k`, "-r", String(FRAMES_PER_SECOND), "-g", "60"];
  const sound = ["-c:a", "aac", "-b:a", `${AUDIO_KBITS}k`, "-ar", String(SAMPLE_RATE), "-ac", "2"];
  return [...picture, ...rate, ...sound, "-t", String(totalMs / 1_000), ...BITEXACT, "-movflags", "+faststart"];
}
