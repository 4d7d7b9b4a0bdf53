// Pictures by OpenAI's GPT Image models, an edit of the reference where a face is to be kept. They answer with the picture
// itself and keep no list, so a submission whose answer was lost stays unknown; they take no seed and no LoRA.
import { z } from "zod";
import type {
  GeneratedImage,
  ImageGenerator,
  ImageOutcome,
  ImageRequest,
} from "../../../../agents/ports/image-generator.ts";
import type { Attempt, BilledUnits } from "../../../../agents/ports/vendor-job.ts";
import { asOutput, decoded } from "../../download-output.ts";
import { createHeldOutcomes, type HeldOutcomes } from "../../held-outcomes.ts";
import {
  type AskOptions,
  askVendor,
  jsonOf,
  readAnswer,
  statusError,
  submissionFailed,
  type Vendor,
  type VendorAnswer,
} from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { expectedOpenAiImageUnits, type OpenAiImageQuality } from "./expected-units.ts";
import { type AskedImage, askedImage, callOf, type OpenAiImageModel } from "./image-call.ts";

export interface OpenAiImageOptions {
  readonly apiKey: string;
  /** "https://api.openai.com/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly model?: OpenAiImageModel | undefined;
  readonly quality?: OpenAiImageQuality | undefined;
  readonly fetch?: typeof fetch;
  /** Longest wait for a picture: the answer comes when it is made. */
  readonly timeoutMs?: number;
}

const OPENAI: Vendor = { name: "OpenAI", keyVariable: "OPENAI_API_KEY" };
const DEFAULT_MODEL: OpenAiImageModel = "gpt-image-2.6-flare";
const DEFAULT_QUALITY: OpenAiImageQuality = "high";
/** Quotes are made before the ratio is known. */
const DEAREST_RATIO = "1:1";
/** The vendor speaks of up to two minutes; the best qualities take longer. */
const DEFAULT_TIMEOUT_MS = 300_000;
/** By the safety system, before or after the picture was made. */
const REFUSED = new Set(["moderation_blocked", "content_policy_violation"]);
/** 400 or 429 like any other, but waiting does not help. */
const NO_CREDIT = new Set(["insufficient_quota", "billing_hard_limit_reached", "project_spend_limit_exceeded"]);
const PAYMENT_REQUIRED = 402;

const Failure = z.object({ error: z.object({ code: z.string() }) });
const Result = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish() })),
  usage: z
    .object({
      output_tokens: z.number(),
      input_tokens_details: z.object({ text_tokens: z.number(), image_tokens: z.number() }).nullish(),
    })
    .nullish(),
});

interface Settings {
  readonly url: string;
  readonly apiKey: string;
  readonly model: OpenAiImageModel;
  readonly quality: OpenAiImageQuality;
  readonly asking: AskOptions;
  readonly held: HeldOutcomes<GeneratedImage>;
}

export function createOpenAiImageGenerator(options: OpenAiImageOptions): ImageGenerator {
  const model = options.model ?? DEFAULT_MODEL;
  const held = createHeldOutcomes<GeneratedImage>(OPENAI.name);
  const settings: Settings = {
    url: options.baseUrl,
    apiKey: options.apiKey,
    model,
    quality: options.quality ?? DEFAULT_QUALITY,
    asking: { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS },
    held,
  };
  return {
    info: {
      provider: "openai",
      model,
      offline: false,
      unit: "output_image_token",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: null,
      takesReference: true,
      usualUnits: expectedOpenAiImageUnits(settings.quality, DEAREST_RATIO),
      quality: 5,
      speed: model.endsWith("flare") ? 4 : 3,
    },
    submit: (request, attempt, signal) => submit(settings, request, attempt, signal),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      return held.get(jobId);
    },
    find: null,
    cancel: null,
  };
}

async function submit(
  settings: Settings,
  request: ImageRequest,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<{ jobId: string }> {
  signal.throwIfAborted();
  const asked = askedImage(request, settings);
  const { path, headers, body } = callOf(asked, request.reference);
  const init = {
    method: "POST",
    // Their support finds a request by this id.
    headers: { authorization: `Bearer ${settings.apiKey}`, "x-client-request-id": attempt.key, ...headers },
    body,
    signal,
  };
  try {
    const answer = await askVendor(OPENAI, `${settings.url}${path}`, init, settings.asking);
    return settings.held.hold(outcomeOf(answer, asked, request));
  } catch (thrown) {
    throw submissionFailed(OPENAI, thrown, signal);
  }
}

function outcomeOf(answer: VendorAnswer, asked: AskedImage, request: ImageRequest): ImageOutcome {
  const code = Failure.safeParse(jsonOf(answer)).data?.error.code ?? "";
  if (REFUSED.has(code)) return { state: "refused", reason: code, billed: {} };
  if (NO_CREDIT.has(code)) throw statusError(OPENAI, { ...answer, status: PAYMENT_REQUIRED });
  const result = readAnswer(OPENAI, Result, answer);
  const units = unitsOf(result) ?? expectedOpenAiImageUnits(asked.quality, request.aspectRatio);
  const [picture] = result.data;
  if (!picture?.b64_json) return { state: "failed", reason: "no_output", retryable: true, billed: units };
  const bytes = decoded(picture.b64_json);
  if (!bytes) return { state: "failed", reason: "output_broken", retryable: true, billed: units };
  const output = asOutput(bytes, WANTED_PICTURE);
  if (output.state === "failed") return { ...output, billed: units };
  const { contentType } = output;
  const parameters = { ...asked, ...(request.reference ? { reference: request.reference.contentType } : {}) };
  return { state: "succeeded", made: { bytes, contentType, parameters, units } };
}

/** Output first: it is what quotes are made in. Units of nothing are left out. */
function unitsOf({ usage }: z.output<typeof Result>): BilledUnits | null {
  if (!usage) return null;
  const units = {
    output_image_token: usage.output_tokens,
    input_text_token: usage.input_tokens_details?.text_tokens ?? 0,
    input_image_token: usage.input_tokens_details?.image_tokens ?? 0,
  };
  return Object.fromEntries(Object.entries(units).filter(([, count]) => count > 0));
}
