// Pictures by an app of one's own on Modal, paid by the second of its GPU: spawned, then asked for (see endpoint.md).
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { Attempt } from "../../../../agents/ports/vendor-job.ts";
import type { OutputSource } from "../../download-output.ts";
import { type AskOptions, readAnswer, statusError, submissionFailed, type Vendor } from "../../vendor-http.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { hostsPattern, workerError, workerInput, workerOutcome } from "../runpod/worker-contract.ts";
import { askFollowing, type FollowedAnswer, TakenError } from "./follow-redirects.ts";

export interface ModalOptions extends Patience {
  /** Proxy auth token: "wk-..." and "ws-...". */
  readonly keyId: string;
  readonly keySecret: string;
  /** "https://{workspace}--{app}-{function}.modal.run" */
  readonly baseUrl: string;
  /** The function's GPU, as the price book names it: "t4", "l4", "a10", "l40s", "a100", "h100". */
  readonly gpu: string;
  /** Where the app keeps pictures, when it answers with links. */
  readonly outputHosts?: readonly string[] | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for one answer of the endpoint or one file. */
  readonly timeoutMs?: number | undefined;
}

/**
 * What the endpoint answers; `input` and `output` are those of every picture worker (worker-contract.ts).
 * POST /jobs {attempt_key, input, callback_url?}: spawns the call, 202 {call_id}.
 * GET /jobs/{call_id}: 202 while it waits or runs; 200 {output, seconds} or {error, seconds?}; 410 when that is gone.
 * POST /jobs/{call_id}/cancel: 2xx, also when it has ended.
 * GET /attempts/{attempt_key}: 200 {call_id}, null when it never came.
 * All with Modal-Key and Modal-Secret. `seconds` is GPU time: it is what is billed.
 */
const Submitted = z.object({ call_id: z.string().regex(/^[\w-]{1,100}$/) });
const Ended = z.union([
  z.object({ output: z.unknown().refine((output) => output !== undefined), seconds: z.number().nonnegative() }),
  z.object({ error: z.string(), seconds: z.number().nonnegative().nullish() }),
]);
type Ended = z.output<typeof Ended>;
const Found = z.object({ call_id: z.string().min(1).nullable() });

const MODAL: Vendor = { name: "Modal", keyVariable: "MODAL_KEY and MODAL_SECRET" };
/** An answer takes up to 150 seconds before it becomes a redirect. */
const DEFAULT_TIMEOUT_MS = 180_000;
/** An SDXL or FLUX picture of one megapixel on a 24 GB card. */
const USUAL_SECONDS = 15;

type Ask = (path: string, init: RequestInit) => Promise<FollowedAnswer>;

export function createModalGenerator(options: ModalOptions): ImageGenerator {
  const { baseUrl, gpu } = options;
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const keys = { "modal-key": options.keyId, "modal-secret": options.keySecret };
  const headers = { ...keys, "content-type": "application/json" };
  const ask: Ask = (path, init) => askFollowing(MODAL, `${baseUrl}${path}`, { ...init, headers }, asking);
  const source: OutputSource = {
    vendor: MODAL.name,
    hosts: hostsPattern(options.outputHosts ?? []),
    // The app is the operator's own: it may serve pictures itself.
    officialApi: "",
    baseUrl,
    headers: keys,
    ...asking,
  };
  const look = async (jobId: string, signal: AbortSignal): Promise<Ended | "gone" | null> => {
    const { answer } = await safely(ask(`/jobs/${encodeURIComponent(jobId)}`, { signal }));
    if (answer.status === 410) return "gone";
    return answer.status === 202 ? null : readAnswer(MODAL, Ended, answer);
  };
  return {
    info: {
      provider: "modal",
      model: gpu,
      offline: false,
      unit: "second",
      usualUnits: { second: USUAL_SECONDS },
      quality: 4,
      speed: 2,
      aspectRatios: Object.keys(ASPECT_RATIOS),
      lora: "link",
      takesReference: true,
    },
    submit: (request, attempt, signal) => submit(ask, request, attempt, signal),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const ended = await lookUntil(() => look(jobId, signal), options, signal);
      return ended ? await outcomeOf(ended, source, signal) : { state: "running" };
    },
    find: async (attemptKey, _submittedAfter, signal) => {
      const { answer } = await safely(ask(`/attempts/${encodeURIComponent(attemptKey)}`, { signal }));
      const { call_id: jobId } = readAnswer(MODAL, Found, answer);
      return jobId === null ? null : { jobId };
    },
    cancel: async (jobId, signal) => {
      const { answer } = await safely(ask(`/jobs/${encodeURIComponent(jobId)}/cancel`, { method: "POST", signal }));
      if (answer.status >= 300 && answer.status !== 410) throw statusError(MODAL, answer);
    },
  };
}

async function submit(
  ask: Ask,
  request: ImageRequest,
  { key, callbackUrl }: Attempt,
  signal: AbortSignal,
): Promise<{ readonly jobId: string }> {
  signal.throwIfAborted();
  const callback = callbackUrl === null ? {} : { callback_url: callbackUrl };
  const body = JSON.stringify({ attempt_key: key, input: workerInput(request), ...callback });
  try {
    const { answer, wasTaken } = await ask("/jobs", { method: "POST", body, signal });
    if (wasTaken && answer.status >= 300) throw new TakenError(`HTTP ${answer.status} after a redirect.`);
    return { jobId: readAnswer(MODAL, Submitted, answer).call_id };
  } catch (thrown) {
    // What was taken is no clear refusal, whatever came after.
    throw submissionFailed(MODAL, thrown, signal);
  }
}

/** Of questions that cost nothing: asking again is always right. */
async function safely(asked: Promise<FollowedAnswer>): Promise<FollowedAnswer> {
  return asked.catch((thrown: unknown) => {
    if (!(thrown instanceof TakenError)) throw thrown;
    throw new AppError("unavailable", thrown.message, { reason: "redirect", cause: thrown.cause });
  });
}

async function outcomeOf(ended: Ended | "gone", source: OutputSource, signal: AbortSignal): Promise<ImageOutcome> {
  // Modal keeps results for a week; how long it took went with it.
  if (ended === "gone") return { state: "failed", reason: "output_expired", retryable: true, billed: {} };
  const billed = ended.seconds ? { second: ended.seconds } : {};
  if ("error" in ended) return workerError(ended.error, billed);
  return workerOutcome({ output: ended.output, billed, place: { endpoint: source.baseUrl } }, source, signal);
}
