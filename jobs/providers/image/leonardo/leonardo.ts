// Pictures by Leonardo.ai. Its list of generations holds nothing of ours, so a submission whose answer was lost stays
// unknown; it stops nothing (deleting only hides what is billed); its webhook belongs to the key, not to a request.
import { z } from "zod";
import type {
  GeneratedImage,
  ImageGenerator,
  ImageOutcome,
  ImageRequest,
} from "../../../../agents/ports/image-generator.ts";
import { downloadOutput, type OutputSource } from "../../download-output.ts";
import { createHeldOutcomes, type HeldOutcomes } from "../../held-outcomes.ts";
import { type AskOptions, askVendor, readAnswer, submissionFailed } from "../../vendor-http.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { characterReference, generationInput } from "./generation-input.ts";
import { isModerated, LEONARDO, meantBy } from "./leonardo-error.ts";
import { LEONARDO_MODELS, type LeonardoModel, type LeonardoModelName } from "./leonardo-models.ts";
import { type UploadDoors, uploadReference } from "./upload-reference.ts";

export interface LeonardoOptions extends Patience {
  readonly key: string;
  /** "https://cloud.leonardo.ai/api/rest/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  /** flux-dev takes elements (LoRAs), phoenix keeps a face from a reference picture; flux-dev when absent. */
  readonly model?: LeonardoModelName | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for one answer of the API or one file. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const HELD_PREFIX = "held_";
export const LEONARDO_PICTURES = {
  vendor: LEONARDO.name,
  hosts: /^cdn\.leonardo\.ai$/,
  officialApi: "cloud.leonardo.ai",
} as const;
/** Generations are charged when they are taken, and given back when they fail. */
const BILLED = { image: 1 };

const Submitted = z.object({ sdGenerationJob: z.object({ generationId: z.string().regex(/^[\w-]{1,100}$/) }) });
const Generation = z.object({
  status: z.enum(["PENDING", "COMPLETE", "FAILED"]),
  generated_images: z.array(z.object({ url: z.string(), nsfw: z.boolean().nullish() })).nullish(),
  modelId: z.string().nullish(),
  prompt: z.string().nullish(),
  negativePrompt: z.string().nullish(),
  seed: z.number().nullish(),
  imageWidth: z.number().nullish(),
  imageHeight: z.number().nullish(),
});
type Generation = z.output<typeof Generation>;
const Polled = z.object({ generations_by_pk: Generation.nullable() });

export function createLeonardoGenerator(options: LeonardoOptions): ImageGenerator {
  const name = options.model ?? "flux-dev";
  const model: LeonardoModel = LEONARDO_MODELS[name];
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const { baseUrl } = options;
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${options.key}`,
    "content-type": "application/json",
  };
  const doors: UploadDoors = {
    baseUrl,
    ask: (path, init) => askVendor(LEONARDO, `${baseUrl}${path}`, { ...init, headers }, asking),
    askStore: (url, init) => askVendor(LEONARDO, url, init, asking),
  };
  const held = createHeldOutcomes<GeneratedImage>(LEONARDO.name);
  const look = async (jobId: string, signal: AbortSignal): Promise<Generation | "gone" | null> => {
    const answer = meantBy(await doors.ask(`/generations/${encodeURIComponent(jobId)}`, { signal }));
    const generation = readAnswer(LEONARDO, Polled, answer).generations_by_pk ?? "gone";
    return generation !== "gone" && generation.status === "PENDING" ? null : generation;
  };
  return {
    info: {
      provider: "leonardo",
      model: name,
      offline: false,
      unit: "image",
      quality: 4,
      speed: 3,
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: model.takesElements ? "name" : null,
      takesReference: model.characterReference !== null,
    },
    submit: (request, _attempt, signal) => submit(request, model, doors, held, signal),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      if (jobId.startsWith(HELD_PREFIX)) return held.get(jobId);
      const ended = await lookUntil(() => look(jobId, signal), options, signal);
      return ended
        ? await outcomeOf(ended, { ...LEONARDO_PICTURES, ...asking, baseUrl }, signal)
        : { state: "running" };
    },
    find: null,
    cancel: null,
  };
}

async function submit(
  request: ImageRequest,
  model: LeonardoModel,
  doors: UploadDoors,
  held: HeldOutcomes<GeneratedImage>,
  signal: AbortSignal,
): Promise<{ readonly jobId: string }> {
  signal.throwIfAborted();
  const input = generationInput(model, request);
  const guidance =
    request.reference && model.characterReference !== null
      ? characterReference(model.characterReference, await uploadReference(request.reference, doors, signal))
      : {};
  const body = JSON.stringify({ ...input, ...guidance });
  try {
    const answer = await doors.ask("/generations", { method: "POST", body, signal });
    // Moderation of the prompt comes before anything is made or charged.
    if (isModerated(answer)) return held.hold({ state: "refused", reason: "content_policy", billed: {} });
    return { jobId: readAnswer(LEONARDO, Submitted, meantBy(answer)).sdGenerationJob.generationId };
  } catch (thrown) {
    throw submissionFailed(LEONARDO, thrown, signal);
  }
}

async function outcomeOf(
  generation: Generation | "gone",
  source: OutputSource,
  signal: AbortSignal,
): Promise<ImageOutcome> {
  // Somebody deleted it in the app.
  if (generation === "gone") return { state: "failed", reason: "deleted", retryable: false, billed: BILLED };
  if (generation.status === "FAILED") return { state: "failed", reason: "failed", retryable: true, billed: {} };
  const [image] = generation.generated_images ?? [];
  if (!image) return { state: "failed", reason: "no_output", retryable: true, billed: BILLED };
  if (image.nsfw) return { state: "refused", reason: "nsfw", billed: BILLED };
  const output = await downloadOutput(image.url, source, WANTED_PICTURE, signal);
  if (output.state === "failed") return { ...output, billed: BILLED };
  const { bytes, contentType } = output;
  return { state: "succeeded", made: { bytes, contentType, parameters: parametersOf(generation), units: BILLED } };
}

/** By Leonardo's own record of what it was asked for. */
function parametersOf({ modelId, prompt, negativePrompt, seed, imageWidth, imageHeight }: Generation) {
  return { modelId, prompt, negativePrompt, seed, width: imageWidth, height: imageHeight };
}
