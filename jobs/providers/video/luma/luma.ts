// Clips from a first frame by Luma's Ray models. Luma fetches the frame itself, and lists generations with what was asked.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { Attempt, VendorOutcome } from "../../../../agents/ports/vendor-job.ts";
import type { GeneratedVideo, VideoGenerator, VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { downloadOutput, type OutputSource } from "../../download-output.ts";
import type { Patience } from "../../image/look-until.ts";
import { readAnswer, statusError, submissionFailed, type VendorAnswer } from "../../vendor-http.ts";
import { WANTED_CLIP } from "../../wanted-outputs.ts";
import { checkVideoRequest } from "../check-video-request.ts";
import { lookEvery } from "../look-every.ts";
import { createFindGeneration } from "./find-generation.ts";
import { type AskLuma, createAskLuma, Generation, LUMA, LUMA_ID } from "./luma-api.ts";
import {
  LUMA_RATIOS,
  LUMA_SECONDS,
  type LumaChoice,
  type LumaModel,
  type LumaResolution,
  lumaBody,
  type PublishImage,
} from "./luma-request.ts";

export interface LumaOptions extends Patience {
  readonly key: string;
  /** "https://api.lumalabs.ai/dream-machine/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly publishImage: PublishImage;
  /** ray-2 when absent. */
  readonly model?: LumaModel | undefined;
  /** 720p when absent. */
  readonly resolution?: LumaResolution | undefined;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer or one file. */
  readonly timeoutMs?: number;
}

type Outcome = VendorOutcome<GeneratedVideo>;

/** As their own examples ask. */
const POLL_MS = 3_000;
const DEFAULT_TIMEOUT_MS = 120_000;
export const LUMA_CLIPS = {
  vendor: LUMA.name,
  hosts: /^([a-z0-9-]+\.)*cdn-luma\.com$/,
  officialApi: "api.lumalabs.ai",
} as const;
/** "Frame moderation failed", "Advanced prompt moderation failed", "Contains blacklisted words". */
const REFUSAL = /moderation|blacklisted/i;
/** What was asked cannot be done, however often. */
const HOPELESS = /user input frames|keyframe|unsupported/i;
const RATINGS = { "ray-2": { quality: 4, speed: 3 }, "ray-flash-2": { quality: 3, speed: 4 } } as const;

export function createLumaGenerator(options: LumaOptions): VideoGenerator {
  const choice = { model: options.model ?? "ray-2", resolution: options.resolution ?? "720p" } as const;
  const asking = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const ask = createAskLuma(options.key, options.baseUrl, asking);
  const clips: OutputSource = { ...LUMA_CLIPS, ...asking, baseUrl: options.baseUrl };
  const info: VideoGenerator["info"] = {
    provider: "luma",
    model: choice.model,
    offline: false,
    unit: "second",
    aspectRatios: LUMA_RATIOS,
    seconds: LUMA_SECONDS,
    ...RATINGS[choice.model],
  };
  return {
    info,
    submit: async (request, attempt, signal) => {
      signal.throwIfAborted();
      checkVideoRequest(info, request);
      return submit(ask, request, attempt, choice, options, signal);
    },
    collect: async (jobId, signal) => {
      if (!LUMA_ID.test(jobId)) throw new AppError("not_found", "This is not a job of Luma's.");
      const look = async () => {
        const generation = readAnswer(LUMA, Generation, await ask(`/generations/${jobId}`, { signal }));
        return generation.state === "completed" || generation.state === "failed" ? generation : null;
      };
      const ended = await lookEvery(POLL_MS, look, options, signal);
      return ended ? await outcomeOf(ended, clips, signal) : { state: "running" };
    },
    find: createFindGeneration(ask),
    // Generations can be deleted, which is not said to stop or to refund them, and then nothing tells what they cost.
    cancel: null,
  };
}

async function submit(
  ask: AskLuma,
  request: VideoRequest,
  attempt: Attempt,
  choice: LumaChoice,
  { publishImage, baseUrl }: LumaOptions,
  signal: AbortSignal,
): Promise<{ jobId: string }> {
  const body = await lumaBody(request, attempt, choice, async () => {
    const url = await publishImage(request.image, signal);
    if (new URL(baseUrl).hostname === LUMA_CLIPS.officialApi && !url.startsWith("https://")) throw notPublic();
    return url;
  });
  signal.throwIfAborted();
  try {
    const answer = await ask("/generations/video", { method: "POST", body: JSON.stringify(body), signal });
    if (answer.status === 400 && /credit|balance/i.test(answer.body)) throw noCredit(answer);
    return { jobId: readAnswer(LUMA, Generation, answer).id };
  } catch (thrown) {
    throw submissionFailed(LUMA, thrown, signal);
  }
}

function notPublic(): AppError {
  return new AppError("not_configured", "Luma cannot fetch the first frame from this machine.", {
    reason: "publish_image",
    remedy: "Set PUBLIC_URL to a public https address, or keep media in an S3 store.",
  });
}

/** Where an empty account is called a bad request. */
function noCredit(answer: VendorAnswer): AppError {
  const { message, remedy, cause } = statusError(LUMA, { ...answer, status: 402 });
  const options = { reason: "http_400", retryable: false, cause, ...(remedy ? { remedy } : {}) };
  return new AppError("rate_limited", message, options);
}

/** What fails is refunded, whatever the reason. */
async function outcomeOf(ended: Generation, clips: OutputSource, signal: AbortSignal): Promise<Outcome> {
  const { request } = ended;
  if (ended.state !== "completed") {
    const reason = (ended.failure_reason ?? "failed").slice(0, 200);
    if (REFUSAL.test(reason)) return { state: "refused", reason, billed: {} };
    return { state: "failed", reason, retryable: !HOPELESS.test(reason), billed: {} };
  }
  const seconds = Number.parseInt(request?.duration ?? "", 10);
  const units = { second: Number.isNaN(seconds) ? (LUMA_SECONDS[0] ?? 0) : seconds };
  const url = ended.assets?.video;
  if (!url) return { state: "failed", reason: "no_output", retryable: true, billed: units };
  const file = await downloadOutput(url, clips, WANTED_CLIP, signal);
  if (file.state === "failed") return { ...file, billed: units };
  const { keyframes, ...parameters } = request ?? {};
  const made = { bytes: file.bytes, contentType: file.contentType, parameters, units };
  return { state: "succeeded", made: ended.model ? { ...made, modelVersion: ended.model } : made };
}
