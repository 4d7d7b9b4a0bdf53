// FLUX.1 dev with a LoRA on Replicate: one picture a prediction, paid once, found again when an answer was lost.
import { z } from "zod";
import type { FindAttempt, ImageGenerator, ImageOutcome } from "../../../../agents/ports/image-generator.ts";
import { afterSubmission, submissionLost, unknownAnswer } from "../../vendor-http.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { downloadPicture, type PictureSource } from "../download-picture.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { attemptMark, fluxInput } from "./flux-input.ts";
import { clientError, createOneShotClient, REPLICATE } from "./one-shot-client.ts";

export interface ReplicateOptions extends Patience {
  readonly token: string;
  /** "https://api.replicate.com/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer of the API or one file. */
  readonly timeoutMs?: number;
}

const MODEL = "black-forest-labs/flux-dev-lora";
const DEFAULT_TIMEOUT_MS = 60_000;
/** Long enough for a quick answer, short enough that a crash seldom falls between payment and the id being stored. */
const PREFER_WAIT_SECONDS = 1;
/** Their clock and ours may differ. */
const CLOCK_SLACK_MS = 300_000;
const PAGES_MAX = 50;
/** Where Replicate keeps what was made, for an hour. */
export const REPLICATE_PICTURES = {
  vendor: REPLICATE.name,
  hosts: /^([a-z0-9-]+\.)*replicate\.delivery$/,
  officialApi: "api.replicate.com",
} as const;
/** What the model says when its own safety check dropped everything. */
const REFUSAL = /nsfw|flagged as sensitive|\(E005\)|safety/i;

const Prediction = z.object({
  id: z.string().min(1),
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled", "aborted"]),
  version: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  output: z.union([z.array(z.string()), z.string()]).nullish(),
  error: z.unknown(),
  data_removed: z.boolean().nullish(),
  created_at: z.string(),
});
type Prediction = z.output<typeof Prediction>;

const Page = z.object({ next: z.string().nullish(), results: z.array(Prediction) });

export function createReplicateGenerator(options: ReplicateOptions): ImageGenerator & { readonly find: FindAttempt } {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const pictures: PictureSource = { ...REPLICATE_PICTURES, ...options, timeoutMs };
  const client = createOneShotClient({ ...options, timeoutMs });
  /** Predictions that were done when `submit` got its answer: collecting them needs no further question. */
  const finished = new Map<string, Prediction>();

  const ask = async <Value>(
    schema: z.ZodType<Value>,
    signal: AbortSignal,
    question: () => Promise<unknown>,
  ): Promise<Value> => {
    signal.throwIfAborted();
    const answer = await question().catch((thrown: unknown) => {
      signal.throwIfAborted();
      throw clientError(thrown);
    });
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw unknownAnswer(REPLICATE, parsed.error);
  };

  const get = (id: string, signal: AbortSignal) =>
    ask(Prediction, signal, () => client.predictions.get(id, { signal }));

  const find: FindAttempt = async (attemptKey, submittedAfter, signal) => {
    const oldestMs = submittedAfter.getTime() - CLOCK_SLACK_MS;
    let query = "";
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const route = `/predictions${query}`;
      const { results, next } = await ask(Page, signal, async () => (await client.request(route, { signal })).json());
      const recent = results.filter((prediction) => Date.parse(prediction.created_at) >= oldestMs);
      for (const listed of recent) {
        const full = listed.input ? listed : await get(listed.id, signal);
        if (full.input?.prompt_strength === attemptMark(attemptKey)) return { jobId: full.id };
        if (full.data_removed)
          throw submissionLost("Replicate has already removed the data of predictions of that time.");
      }
      if (!next || recent.length < results.length) return null;
      query = new URL(next, options.baseUrl).search;
    }
    throw submissionLost("Too many predictions were made since to look through.");
  };

  const submit: ImageGenerator["submit"] = async (request, attemptKey, signal) => {
    signal.throwIfAborted();
    const input = fluxInput(request, attemptKey);
    try {
      const prediction = await ask(Prediction, signal, () =>
        client.predictions.create({ model: MODEL, input, wait: PREFER_WAIT_SECONDS, signal }),
      );
      if (prediction.status === "succeeded" || prediction.status === "failed") finished.set(prediction.id, prediction);
      return { jobId: prediction.id };
    } catch (thrown) {
      throw signal.aborted
        ? submissionLost("The submission was called off midway.", thrown)
        : afterSubmission(REPLICATE, clientError(thrown));
    }
  };

  const outcomeOf = async (prediction: Prediction, signal: AbortSignal): Promise<ImageOutcome> => {
    if (prediction.status === "failed") return failure(prediction.error);
    if (prediction.status !== "succeeded") {
      return { state: "failed", reason: prediction.status, retryable: prediction.status === "aborted" };
    }
    const [url] = [prediction.output ?? []].flat();
    if (prediction.data_removed) return { state: "failed", reason: "output_expired", retryable: true };
    // The safety check drops single pictures without a word.
    if (url === undefined) return { state: "refused", reason: "nsfw" };
    const file = await downloadPicture(url, pictures, signal);
    if (!file) return { state: "failed", reason: "output_expired", retryable: true };
    const { version } = prediction;
    return {
      state: "succeeded",
      image: {
        ...file,
        ...(version ? { modelVersion: version } : {}),
        parameters: prediction.input ?? {},
        units: { image: 1 },
      },
    };
  };

  const collect: ImageGenerator["collect"] = async (jobId, signal) => {
    const known = finished.get(jobId);
    finished.delete(jobId);
    const look = async () => {
      const prediction = known ?? (await get(jobId, signal));
      return prediction.status === "starting" || prediction.status === "processing" ? null : prediction;
    };
    const ended = await lookUntil(look, options, signal);
    return ended ? await outcomeOf(ended, signal) : { state: "running" };
  };

  return {
    info: {
      provider: "replicate",
      model: MODEL,
      offline: false,
      unit: "image",
      aspectRatios: Object.keys(ASPECT_RATIOS),
      supportsLora: true,
    },
    submit,
    collect,
    find,
  };
}

function failure(error: unknown): ImageOutcome {
  const text = typeof error === "string" ? error : JSON.stringify(error ?? "");
  if (REFUSAL.test(text)) return { state: "refused", reason: "nsfw" };
  return { state: "failed", reason: text.slice(0, 200) || "failed", retryable: true };
}
