// Clips on fal.ai's queue: one adapter a model, from the table of models (video-models.ts).
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type {
  GeneratedVideo,
  VideoGenerator,
  VideoGeneratorInfo,
  VideoRequest,
} from "../../../../agents/ports/video-generator.ts";
import { createFalJobs, type FalModel, type PreparedRequest } from "../../fal/fal-jobs.ts";
import type { FalOptions } from "../../fal/fal-queue.ts";
import { fitPicture } from "../../fal/fit-picture.ts";
import { WANTED_CLIP } from "../../wanted-outputs.ts";
import { clipSeconds } from "./clip-seconds.ts";

export interface FalVideoModel {
  readonly info: VideoGeneratorInfo;
  /** Without the first frame. */
  inputOf(request: VideoRequest): PreparedRequest["input"];
}

/** Clips are larger than answers. */
const CLIP_TIMEOUT_MS = 300_000;

const Result = z.object({ video: z.object({ url: z.string() }).nullish() });
type Result = z.output<typeof Result>;

export function createFalVideoGenerator({ info, inputOf }: FalVideoModel, options: FalOptions): VideoGenerator {
  const model: FalModel<VideoRequest, Result, "video/mp4", GeneratedVideo> = {
    id: info.model,
    prepare: async (request) => {
      checkOffered(info, request);
      // The clip has the shape of its first frame.
      const frame = await fitPicture(request.image, request.aspectRatio);
      return {
        input: inputOf(request),
        files: { image_url: { ...frame, name: `frame.${frame.contentType.split("/")[1]}` } },
        billed: { second: request.seconds },
      };
    },
    result: Result,
    linkIn: ({ video }) => video?.url ?? null,
    wanted: WANTED_CLIP,
    fileTimeoutMs: CLIP_TIMEOUT_MS,
    billedAs: ({ bytes }) => ({ second: nearest(info.seconds, bytes ? clipSeconds(bytes) : null) }),
    made: ({ bytes, contentType, parameters, units }) => ({ bytes, contentType, parameters, units }),
  };
  return { info, ...createFalJobs(model, options) };
}

function checkOffered(info: VideoGeneratorInfo, { aspectRatio, seconds }: VideoRequest): void {
  const refuse = (field: string, what: string, offered: readonly (string | number)[]) => {
    throw new AppError("invalid_input", `${info.model} makes no clip ${what}.`, {
      field,
      remedy: `Use one of ${offered.join(", ")}.`,
    });
  };
  if (!info.aspectRatios.includes(aspectRatio)) refuse("aspectRatio", `of ${aspectRatio}`, info.aspectRatios);
  if (!info.seconds.includes(seconds)) refuse("seconds", `of ${seconds} s`, info.seconds);
}

/** Of the lengths that are made and charged; the shortest for a clip that cannot be measured. */
function nearest(lengths: readonly number[], measured: number | null): number {
  const far = (length: number) => Math.abs(length - (measured ?? 0));
  return lengths.reduce((best, length) => (far(length) < far(best) ? length : best));
}
