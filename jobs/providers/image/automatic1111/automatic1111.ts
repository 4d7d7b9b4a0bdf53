// Stable Diffusion on one's own machine, by the API of Automatic1111's web UI or Forge. It answers with the picture itself
// and keeps no list, so a submission whose answer was lost stays unknown. It bills nothing: pictures are counted, at the
// price its owner enters.
import { z } from "zod";
import type { GeneratedImage, ImageGenerator, ImageOutcome } from "../../../../agents/ports/image-generator.ts";
import { asOutput, decoded } from "../../download-output.ts";
import { createHeldOutcomes } from "../../held-outcomes.ts";
import { askVendor, jsonOf, readAnswer, submissionFailed, type Vendor, type VendorAnswer } from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { type SdapiCall, type SdapiSettings, sdapiCall } from "./sdapi-call.ts";

export interface Automatic1111Options extends SdapiSettings {
  /** "http://127.0.0.1:7860" */
  readonly baseUrl: string;
  /** "user:password", as given to --api-auth. */
  readonly auth?: string | undefined;
  readonly fetch?: typeof fetch;
  /** Longest wait for a picture: the answer comes when it is made, after those that others asked for before. */
  readonly timeoutMs?: number;
}

const AUTOMATIC1111: Vendor = { name: "Automatic1111", keyVariable: "AUTOMATIC1111_AUTH" };
const DEFAULT_TIMEOUT_MS = 300_000;
const LOADED_CHECKPOINT = "loaded-checkpoint";
/** Extensions that check pictures, and hosts that rent the web UI out, say so in their own words. */
const REFUSAL = /nsfw|content policy|safety/i;
const REASON_MAX = 200;

const Result = z.object({ images: z.array(z.string()), info: z.string().nullish() });
/** In `info`, which is JSON in a text. */
const Info = z.object({
  seed: z.number().nullish(),
  sd_model_name: z.string().nullish(),
  sd_model_hash: z.string().nullish(),
});
/** How the web UI tells of an exception in its own code: then nothing was made. */
const Failure = z.object({ error: z.string().min(1), detail: z.unknown(), errors: z.unknown() });
const BY_HAND = "HTTPException";
const Raised = z.object({ detail: z.string() });

type Ask = (call: SdapiCall, signal: AbortSignal) => Promise<VendorAnswer>;

export function createAutomatic1111Generator(options: Automatic1111Options): ImageGenerator {
  const held = createHeldOutcomes<GeneratedImage>(AUTOMATIC1111.name);
  const asking = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = headersOf(options);
  const ask: Ask = ({ path, body }, signal) => {
    const init = { method: "POST", headers, body: JSON.stringify(body), signal };
    return askVendor(AUTOMATIC1111, `${options.baseUrl}${path}`, init, asking);
  };
  return {
    info: {
      provider: "automatic1111",
      model: options.checkpoint ?? LOADED_CHECKPOINT,
      offline: false,
      unit: "image",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: "name",
      takesReference: true,
      quality: 3,
      speed: 3,
    },
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      return held.hold(await make(ask, sdapiCall(request, options), signal));
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      return held.get(jobId);
    },
    find: null,
    // Its interrupt stops whatever runs on that machine, which may be another's: ours is over when its id is known.
    cancel: null,
  };
}

function headersOf({ auth }: Automatic1111Options): Record<string, string> {
  const json = { "content-type": "application/json" };
  return auth ? { ...json, authorization: `Basic ${Buffer.from(auth).toString("base64")}` } : json;
}

async function make(ask: Ask, call: SdapiCall, signal: AbortSignal): Promise<ImageOutcome> {
  try {
    return outcomeOf(await ask(call, signal), call);
  } catch (thrown) {
    throw submissionFailed(AUTOMATIC1111, thrown, signal);
  }
}

function outcomeOf(answer: VendorAnswer, call: SdapiCall): ImageOutcome {
  const { status } = answer;
  if (status >= 400 && status < 500 && isRefusal(answer)) return { state: "refused", reason: "nsfw", billed: {} };
  const failure = status >= 500 ? Failure.safeParse(jsonOf(answer)).data : undefined;
  if (failure) return failed(failure);
  const { images, info } = readAnswer(AUTOMATIC1111, Result, answer);
  // Pictures that guided it may follow.
  const [base64] = images;
  if (base64 === undefined) return { state: "failed", reason: "no_output", retryable: true, billed: {} };
  const units = { image: 1 };
  const bytes = decoded(base64);
  if (!bytes) return { state: "failed", reason: "output_broken", retryable: true, billed: units };
  const output = asOutput(bytes, WANTED_PICTURE);
  if (output.state === "failed") return { ...output, billed: units };
  const { contentType } = output;
  return { state: "succeeded", made: { bytes, contentType, units, ...provenanceOf(info ?? "", call) } };
}

/** By its own sentence alone: what is wrong with a field comes as a list, with our prompt in it. */
function isRefusal(answer: VendorAnswer): boolean {
  const said = Raised.safeParse(jsonOf(answer)).data?.detail ?? "";
  return REFUSAL.test(said);
}

/** Out of memory and the like may pass; what the web UI raised by hand is about the request. */
function failed({ error, detail, errors }: z.output<typeof Failure>): ImageOutcome {
  const told = [detail, errors].find((text) => typeof text === "string" && text !== "") ?? "";
  const reason = `${error}: ${told}`.slice(0, REASON_MAX);
  return { state: "failed", reason, retryable: error !== BY_HAND, billed: {} };
}

/** The seed that was used and the checkpoint that really was loaded, by what the web UI says. */
function provenanceOf(info: string, { parameters }: SdapiCall): Pick<GeneratedImage, "parameters" | "modelVersion"> {
  const told = Info.safeParse(jsonOf({ body: info })).data;
  const version = [told?.sd_model_name, told?.sd_model_hash].filter(Boolean).join(" ");
  return {
    parameters: { ...parameters, ...(typeof told?.seed === "number" ? { seed: told.seed } : {}) },
    ...(version === "" ? {} : { modelVersion: version }),
  };
}
