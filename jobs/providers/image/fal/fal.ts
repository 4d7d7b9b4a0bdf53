// FLUX.1 dev with a LoRA on fal.ai's queue. The queue lists nothing, so a submission whose answer was lost stays unknown.
import { z } from "zod";
import { toAppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import {
  type AskOptions,
  afterSubmission,
  askVendor,
  jsonOf,
  readAnswer,
  submissionLost,
  type Vendor,
  type VendorAnswer,
} from "../../vendor-http.ts";
import { ASPECT_RATIOS, pixelSizeOf } from "../aspect-ratios.ts";
import { downloadPicture } from "../download-picture.ts";
import { fluxParameters } from "../flux-parameters.ts";
import { lookUntil, type Patience } from "../look-until.ts";

export interface FalOptions extends Patience {
  readonly key: string;
  /** "https://queue.fal.run", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer of the queue or one file. */
  readonly timeoutMs?: number;
}

const FAL: Vendor = { name: "fal.ai", keyVariable: "FAL_KEY" };
const MODEL = "fal-ai/flux-lora";
const DEFAULT_TIMEOUT_MS = 60_000;
export const FAL_PICTURES = {
  vendor: FAL.name,
  hosts: /^([a-z0-9-]+\.)*fal\.media$/,
  officialApi: "queue.fal.run",
} as const;
const REFUSAL = /nsfw|content_policy|safety/i;

const Submitted = z.object({ request_id: z.string().regex(/^[\w-]{1,100}$/) });
const Status = z.object({ status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]) });
const Result = z.object({
  images: z.array(z.object({ url: z.string() })),
  seed: z.number().nullish(),
  prompt: z.string().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});
const Failure = z.object({ detail: z.unknown() }).refine(({ detail }) => detail !== undefined);

type Ask = (path: string, init: RequestInit) => Promise<VendorAnswer>;

export function createFalGenerator(options: FalOptions): ImageGenerator {
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = { authorization: `Key ${options.key}`, "content-type": "application/json" };
  const ask: Ask = (path, init) => askVendor(FAL, `${options.baseUrl}/${MODEL}${path}`, { ...init, headers }, asking);
  const look = async (jobId: string, signal: AbortSignal) => {
    const { status } = readAnswer(FAL, Status, await ask(`/requests/${jobId}/status`, { signal }));
    return status === "COMPLETED" ? await ask(`/requests/${jobId}`, { signal }) : null;
  };
  return {
    info: {
      provider: "fal",
      model: MODEL,
      offline: false,
      unit: "image",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      supportsLora: true,
    },
    submit: (request, _attemptKey, signal) => submit(ask, request, signal),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const answer = await lookUntil(() => look(jobId, signal), options, signal);
      return answer
        ? await outcomeOf(answer, { ...FAL_PICTURES, ...asking, baseUrl: options.baseUrl }, signal)
        : { state: "running" };
    },
    find: null,
  };
}

async function submit(ask: Ask, request: ImageRequest, signal: AbortSignal): Promise<{ jobId: string }> {
  signal.throwIfAborted();
  const body = JSON.stringify(inputOf(request));
  try {
    return { jobId: readAnswer(FAL, Submitted, await ask("", { method: "POST", body, signal })).request_id };
  } catch (thrown) {
    if (signal.aborted) throw submissionLost("The submission was called off midway.", thrown);
    throw afterSubmission(FAL, toAppError(thrown));
  }
}

function inputOf(request: ImageRequest) {
  const { width, height } = pixelSizeOf(request.aspectRatio);
  const { seed, steps, guidance, lora } = fluxParameters(request);
  return {
    prompt: request.prompt,
    seed,
    image_size: { width, height },
    num_inference_steps: steps,
    guidance_scale: guidance,
    num_images: 1,
    output_format: "png",
    enable_safety_checker: true,
    ...(lora ? { loras: [{ path: lora.reference, scale: lora.scale }] } : {}),
  };
}

/** A failed job is completed too: then its result is the failure, with its own status. */
async function outcomeOf(
  answer: VendorAnswer,
  source: Parameters<typeof downloadPicture>[1],
  signal: AbortSignal,
): Promise<ImageOutcome> {
  const failure = answer.status === 422 || answer.status >= 500 ? Failure.safeParse(jsonOf(answer)) : null;
  if (failure?.success) return failed(failure.data.detail, answer.status >= 500);
  const result = readAnswer(FAL, Result, answer);
  const [image] = result.images;
  if (!image || result.has_nsfw_concepts?.[0]) return { state: "refused", reason: "nsfw" };
  const file = await downloadPicture(image.url, source, signal);
  if (!file) return { state: "failed", reason: "output_expired", retryable: true };
  const parameters = { model: MODEL, seed: result.seed, prompt: result.prompt };
  return { state: "succeeded", image: { ...file, parameters, units: { image: 1 } } };
}

function failed(detail: unknown, retryable: boolean): ImageOutcome {
  const reason = typeof detail === "string" ? detail : JSON.stringify(detail);
  if (REFUSAL.test(reason)) return { state: "refused", reason: "nsfw" };
  return { state: "failed", reason: reason.slice(0, 200), retryable };
}
