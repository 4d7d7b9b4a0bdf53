// The video provider of a bare machine: moves a still and says so on it, instead of filming. Needs ffmpeg, no network.
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { VideoGenerator, VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { inspectImage } from "../../media/inspect-image.ts";
import type { Ffmpeg } from "../../media/video/ffmpeg.ts";
import { checkVideoRequest } from "../check-video-request.ts";
import { createPictureFolder } from "./picture-folder.ts";

export interface AnimaticOptions {
  readonly ffmpeg: Ffmpeg;
  /** Where first frames wait between submission and collection; under the system's temporary files when absent. */
  readonly folder?: string | undefined;
  /** Pixels of the shorter side, even; 720 when absent. */
  readonly shortSide?: number | undefined;
  readonly clock?: Clock | undefined;
}

const VERSION = "1";
const JOB_PREFIX = `animatic${VERSION}_`;
const SHORT_SIDE = 720;
const SECONDS = [4, 5, 6, 7, 8, 9, 10];
/** Width to height. */
const SHAPES: Readonly<Record<string, readonly [number, number]>> = { "9:16": [9, 16], "16:9": [16, 9], "1:1": [1, 1] };

/** All of the request but its picture, which is named by its content. */
const Job = z.object({
  prompt: z.string(),
  seed: z.number().int(),
  seconds: z.number().int().min(1).max(60),
  aspectRatio: z.string(),
  picture: z.string().regex(/^[0-9a-f]{64}$/),
});
type Job = z.output<typeof Job>;

/** Free; a job whose picture is lost may simply be submitted again. */
export function createAnimaticGenerator(options: AnimaticOptions): VideoGenerator {
  const clock = options.clock ?? systemClock;
  const folder = options.folder ?? path.join(tmpdir(), "vixenbliss-animatic");
  const pictures = createPictureFolder(folder, () => clock.now().getTime());
  const info: VideoGenerator["info"] = {
    provider: "animatic",
    model: `animatic-${VERSION}`,
    offline: true,
    unit: "second",
    aspectRatios: Object.keys(SHAPES),
    seconds: SECONDS,
    quality: 1,
    speed: 5,
  };
  return {
    info,
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      checkVideoRequest(info, request);
      await inspectImage(request.image.bytes);
      await options.ffmpeg.find();
      return { jobId: encodeJob(jobOf(request, await pictures.keep(request.image.bytes))) };
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const job = decodeJob(jobId);
      const picture = await pictures.read(job.picture);
      if (!picture) return { state: "failed", reason: "picture_lost", retryable: true, billed: {} };
      // With its fonts and renderers loaded at the first clip, not at the start.
      const { renderAnimatic } = await import("./render-animatic.ts");
      const size = sizeOf(job.aspectRatio, options.shortSide ?? SHORT_SIDE);
      const bytes = await renderAnimatic(options.ffmpeg, { ...job, ...size }, picture, signal);
      const { seed, aspectRatio, seconds } = job;
      const made = { bytes, contentType: "video/mp4", modelVersion: VERSION } as const;
      return {
        state: "succeeded",
        made: { ...made, parameters: { seed, aspectRatio, seconds }, units: { second: seconds } },
      };
    },
    // Nothing was paid, so a submission that was cut off may simply be made again.
    find: async () => null,
    cancel: async () => undefined,
  };
}

function jobOf({ prompt, seed, seconds, aspectRatio }: VideoRequest, picture: string): Job {
  return { prompt, seed: seed >>> 0, seconds, aspectRatio, picture };
}

function encodeJob(job: Job): string {
  return JOB_PREFIX + deflateRawSync(JSON.stringify(job)).toString("base64url");
}

function decodeJob(jobId: string): Job {
  try {
    if (!jobId.startsWith(JOB_PREFIX)) throw new Error("another version's job");
    const packed = Buffer.from(jobId.slice(JOB_PREFIX.length), "base64url");
    return Job.parse(JSON.parse(inflateRawSync(packed, { maxOutputLength: 100_000 }).toString()));
  } catch (thrown) {
    throw new AppError("not_found", "This is not a job of the animatic provider.", { cause: thrown });
  }
}

function sizeOf(aspectRatio: string, shortSide: number): { width: number; height: number } {
  const [across, down] = SHAPES[aspectRatio] ?? [1, 1];
  const scaled = (part: number) => Math.round((shortSide * part) / Math.min(across, down) / 2) * 2;
  return { width: scaled(across), height: scaled(down) };
}
