// What a clip or a voice is made of, read from what ffmpeg says about it: its packages bring no ffprobe.
import { AppError } from "../../../../agents/kernel/errors.ts";

export interface MediaFacts {
  /** 0 when it does not say. */
  readonly durationMs: number;
  readonly video: {
    readonly codec: string;
    readonly width: number;
    readonly height: number;
    /** Absent when it does not say. */
    readonly framesPerSecond?: number;
  } | null;
  readonly audio: { readonly codec: string } | null;
}

/** "    Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 720x1280 [SAR 1:1 DAR 9:16], 24 fps" */
const STREAM = /^ +Stream #\d+:\d+(?:\[\w+\])?(?:\(\w+\))?: (Video|Audio): (.+)$/gm;
const DURATION = /^ +Duration: (\d+):(\d\d):(\d\d)\.(\d+)/m;
const FRAME_RATE = /, ([\d.]+) fps/;
const SIZE = /, (\d{1,5})x(\d{1,5})(?:[ ,]|$)/;

/** @throws AppError `invalid_input` when it is no file of any kind ffmpeg knows */
export function readMediaFacts(said: string): MediaFacts {
  if (!/^Input #0/m.test(said)) {
    throw new AppError("invalid_input", "The file cannot be read as video or sound.", { reason: "unreadable" });
  }
  const streams = [...said.matchAll(STREAM)].map(([, kind, words]) => ({ kind, words: words ?? "" }));
  const picture = streams.find(({ kind }) => kind === "Video")?.words;
  const sound = streams.find(({ kind }) => kind === "Audio")?.words;
  return {
    durationMs: durationOf(said),
    video: picture === undefined ? null : pictureOf(picture),
    audio: sound === undefined || codecOf(sound) === "none" ? null : { codec: codecOf(sound) },
  };
}

function durationOf(said: string): number {
  const [, hours, minutes, seconds, fraction] = DURATION.exec(said) ?? [];
  if (hours === undefined) return 0;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Math.round((whole + Number(`0.${fraction}`)) * 1_000);
}

/** null when the decoder is missing, which shows as the codec "none" or as a picture without a size. */
function pictureOf(words: string): MediaFacts["video"] {
  const [, width, height] = SIZE.exec(words) ?? [];
  if (width === undefined || codecOf(words) === "none") return null;
  const rate = FRAME_RATE.exec(words)?.[1];
  const size = { codec: codecOf(words), width: Number(width), height: Number(height) };
  return rate === undefined ? size : { ...size, framesPerSecond: Number(rate) };
}

const codecOf = (words: string) => /^[\w.]+/.exec(words)?.[0] ?? "none";
