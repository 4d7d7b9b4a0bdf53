// Kling 2.5 Turbo Pro on Replicate: a clip of 5 or 10 seconds from its first frame, billed by the second of the clip.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { FindAttempt } from "../../../../agents/ports/vendor-job.ts";
import type { VideoGenerator, VideoGeneratorInfo, VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { inspectImage } from "../../media/inspect-image.ts";
import { fileMark } from "../../replicate/attempt-mark.ts";
import { BILLING_UNITS } from "../../replicate/billing.ts";
import { createPredictionJobs, type PredictionRequest } from "../../replicate/prediction-jobs.ts";
import {
  createReplicateClient,
  LARGE_FILE_TIMEOUT_MS,
  type ReplicateOptions,
} from "../../replicate/replicate-client.ts";
import { WANTED_CLIP } from "../../wanted-outputs.ts";

const MODEL = "kwaivgi/kling-v2.5-turbo-pro";
const FIRST_FRAME = "start_image";
const BILLING = "clip";
/** The clip takes the shape of its first frame, so that has to be about the one asked for. */
const SHAPE_TOLERANCE = 0.1;

const info: VideoGeneratorInfo = {
  provider: "replicate",
  model: MODEL,
  offline: false,
  unit: BILLING_UNITS[BILLING],
  quality: 5,
  speed: 3,
  aspectRatios: ["9:16", "16:9", "1:1"],
  seconds: [5, 10],
};

export function createReplicateVideoGenerator(
  options: ReplicateOptions,
): VideoGenerator & { readonly find: FindAttempt } {
  const client = createReplicateClient(options);
  const plan = {
    model: MODEL,
    billing: BILLING,
    mark: fileMark(FIRST_FRAME),
    wanted: WANTED_CLIP,
    outputs: { ...client.outputs, timeoutMs: Math.max(client.outputs.timeoutMs, LARGE_FILE_TIMEOUT_MS) },
    // It takes minutes.
    preferWaitSeconds: 0,
    emptyMeans: "failed" as const,
    prepare,
  } as const;
  return { info, ...createPredictionJobs(client, plan, options) };
}

async function prepare(request: VideoRequest): Promise<PredictionRequest> {
  const { prompt, negative, aspectRatio, seconds, image } = request;
  checkOffered("aspectRatio", aspectRatio, info.aspectRatios);
  checkOffered("seconds", seconds, info.seconds);
  await checkShape(request);
  const input = {
    prompt,
    negative_prompt: negative,
    [FIRST_FRAME]: image,
    aspect_ratio: aspectRatio,
    duration: seconds,
  };
  return { run: { model: MODEL }, input };
}

function checkOffered<Value>(field: keyof VideoRequest, value: Value, offered: readonly Value[]): void {
  if (offered.includes(value)) return;
  const remedy = `Use one of ${offered.join(", ")}.`;
  throw new AppError("invalid_input", `${MODEL} does not make clips with ${field} ${value}.`, { field, remedy });
}

async function checkShape({ image, aspectRatio }: VideoRequest): Promise<void> {
  const { width, height } = await inspectImage(image.bytes);
  const [across = 1, down = 1] = aspectRatio.split(":").map(Number);
  const asked = across / down;
  if (Math.abs(width / height / asked - 1) <= SHAPE_TOLERANCE) return;
  throw new AppError("invalid_input", `The first frame is ${width}x${height}, not ${aspectRatio}.`, {
    field: "image",
    remedy: "The clip takes the shape of its first frame: crop it first.",
  });
}
