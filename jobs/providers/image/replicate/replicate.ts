// FLUX.1 dev with a LoRA on Replicate: one picture a prediction, paid once, found again when an answer was lost.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageOutcome } from "../../../../agents/ports/image-generator.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { downloadOutput } from "./download-output.ts";
import { attemptMark, fluxInput } from "./flux-input.ts";
import { clientError, createOneShotClient, NOT_SENT } from "./one-shot-client.ts";

export interface ReplicateOptions {
  readonly token: string;
  /** "https://api.replicate.com/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer of the API or one file. */
  readonly timeoutMs?: number;
  /** How long `collect` waits before it says "running". */
  readonly collectTimeoutMs?: number;
  /** Injected by tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const MODEL = "black-forest-labs/flux-dev-lora";
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_COLLECT_TIMEOUT_MS = 300_000;
/** Long enough for a quick answer, short enough that a crash seldom falls between payment and the id being stored. */
const PREFER_WAIT_SECONDS = 1;
const POLL_FIRST_MS = 500;
const POLL_LONGEST_MS = 2_000;
/** Their clock and ours may differ. */
const CLOCK_SLACK_MS = 300_000;
const PAGES_MAX = 50;
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

export function createReplicateGenerator(options: ReplicateOptions): ImageGenerator {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const fetchFile = options.fetch ?? fetch;
  const client = createOneShotClient({ ...options, timeoutMs });
  const wait = options.wait ?? ((ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }));
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
    throw new AppError("provider_failed", "Replicate sent an unknown answer.", {
      reason: "garbage",
      cause: parsed.error,
    });
  };

  const get = (id: string, signal: AbortSignal) =>
    ask(Prediction, signal, () => client.predictions.get(id, { signal }));

  const find: ImageGenerator["find"] = async (attemptKey, submittedAfter, signal) => {
    const oldestMs = submittedAfter.getTime() - CLOCK_SLACK_MS;
    let query = "";
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const route = `/predictions${query}`;
      const { results, next } = await ask(Page, signal, async () => (await client.request(route, { signal })).json());
      const recent = results.filter((prediction) => Date.parse(prediction.created_at) >= oldestMs);
      for (const listed of recent) {
        const full = listed.input ? listed : await get(listed.id, signal);
        if (full.input?.prompt_strength === attemptMark(attemptKey)) return { jobId: full.id };
        if (full.data_removed) throw cannotTell("Replicate has already removed the data of predictions of that time.");
      }
      if (!next || recent.length < results.length) return null;
      query = new URL(next, options.baseUrl).search;
    }
    throw cannotTell("Too many predictions were made since to look through.");
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
        ? cannotTell("The submission was called off midway.", thrown)
        : submissionError(clientError(thrown));
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
    const file = await downloadOutput(url, { baseUrl: options.baseUrl, timeoutMs, fetch: fetchFile }, signal);
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
    let prediction = known ?? (await get(jobId, signal));
    const deadlineMs = options.collectTimeoutMs ?? DEFAULT_COLLECT_TIMEOUT_MS;
    let pollMs = POLL_FIRST_MS;
    for (let waitedMs = 0; prediction.status === "starting" || prediction.status === "processing"; waitedMs += pollMs) {
      if (waitedMs >= deadlineMs) return { state: "running" };
      await wait(pollMs, signal);
      pollMs = Math.min(POLL_LONGEST_MS, pollMs * 1.5);
      prediction = await get(jobId, signal);
    }
    return outcomeOf(prediction, signal);
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

function cannotTell(why: string, cause?: unknown): AppError {
  return new AppError("outcome_unknown", why, { reason: "submission", ...(cause === undefined ? {} : { cause }) });
}

/** Answers that say nothing was made keep their meaning; silence and broken answers leave it open: look with `find`. */
function submissionError(error: AppError): AppError {
  const isClear = error.reason === NOT_SENT || error.reason?.startsWith("http_4") === true;
  if (error.code === "not_found") {
    return new AppError("not_configured", "Replicate does not know the model.", { reason: "http_404", cause: error });
  }
  return isClear ? error : cannotTell("Replicate's answer to a submission was lost.", error);
}
