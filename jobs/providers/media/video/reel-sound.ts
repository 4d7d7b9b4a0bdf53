// The sound of a reel: its voice, or what its clips bring, as loud as phones play speech.
import type { Ffmpeg } from "./ffmpeg.ts";
import type { ReelSource } from "./reel-material.ts";
import type { FfmpegRun } from "./run-ffmpeg.ts";

export interface ReelSound {
  readonly inputs: readonly string[];
  /** Filters that end in [source], which may be shorter than the reel; `firstInput` is the number of its first input. */
  graph(firstInput: number): string;
}

export const SAMPLE_RATE = 48_000;
/** LUFS; what Instagram, TikTok and YouTube bring uploads to. */
const TARGET_LOUDNESS = -14;
/** A whisper is raised, the noise of an empty room is not. */
const MAX_GAIN = 30;
/** -1.5 dB: headroom for the encoder. */
const CEILING = 0.84;
const STEREO = `aresample=${SAMPLE_RATE},aformat=sample_fmts=fltp:channel_layouts=stereo`;
const SILENCE = `anullsrc=channel_layout=stereo:sample_rate=${SAMPLE_RATE}`;

/** null where nothing sounds. */
export function soundOf(voice: ReelSource | null, clips: readonly ReelSource[]): ReelSound | null {
  if (voice) return { inputs: voice.input, graph: (first) => `[${first}:a:0]${STEREO}[source]` };
  if (!clips.some(({ hasAudio }) => hasAudio)) return null;
  const parts = clips.map((_, index) => `[part${index}]`).join("");
  return {
    inputs: clips.flatMap(({ input }) => input),
    graph: (first) =>
      [
        ...clips.map((clip, index) => partOf(clip, first + index, index)),
        `${parts}concat=n=${clips.length}:v=0:a=1[source]`,
      ].join(";"),
  };
}

/** Exactly as long as its clip, so that the following ones stay in step. */
function partOf({ hasAudio, durationMs }: ReelSource, input: number, index: number): string {
  const source = hasAudio ? `[${input}:a:0]${STEREO},asetpts=PTS-STARTPTS,apad` : SILENCE;
  return `${source},atrim=duration=${durationMs / 1_000}[part${index}]`;
}

/** Decibels to add. Measured over the whole: one gain for all of it keeps a voice's own ups and downs. */
export async function measureGain(ffmpeg: Ffmpeg, sound: ReelSound, run: FfmpegRun): Promise<number> {
  const graph = `${sound.graph(0)};[source]loudnorm=print_format=json[measured]`;
  const said = await ffmpeg.ask(
    [...sound.inputs, "-filter_complex", graph, "-map", "[measured]", "-f", "null", "-"],
    run,
  );
  const measured = Number(/"input_i" : "(-?[\d.]+)"/.exec(said)?.[1]);
  // Digital silence measures "-inf".
  if (!Number.isFinite(measured)) return 0;
  return Math.min(MAX_GAIN, TARGET_LOUDNESS - measured);
}

/** From [source] to [sound], endless. A track without sound is still there: some platforms refuse a file that has none. */
export function soundtrack(gain: number | null, fadeOut: string | null): string {
  if (gain === null) return `${SILENCE}[sound]`;
  const fade = fadeOut ? `,${fadeOut}` : "";
  return `[source]volume=${gain.toFixed(1)}dB,alimiter=limit=${CEILING}:level=disabled,apad${fade}[sound]`;
}
