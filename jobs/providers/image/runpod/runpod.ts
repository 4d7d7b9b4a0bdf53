// Pictures by a worker of one's own on RunPod's serverless GPUs, paid by the second. It lists no jobs, so a submission
// whose answer was lost stays unknown. Its call back is unsigned: the secret is in the address it is given.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGenerator, ImageOutcome, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { Attempt, BilledUnits } from "../../../../agents/ports/vendor-job.ts";
import type { OutputSource } from "../../download-output.ts";
import {
  type AskOptions,
  askVendor,
  readAnswer,
  statusError,
  submissionFailed,
  type Vendor,
  type VendorAnswer,
} from "../../vendor-http.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { lookUntil, type Patience } from "../look-until.ts";
import { hostsPattern, workerError, workerInput, workerOutcome } from "./worker-contract.ts";

export interface RunPodOptions extends Patience {
  readonly key: string;
  readonly endpointId: string;
  /** "https://api.runpod.ai/v2", or another server that speaks the same. */
  readonly baseUrl: string;
  /** The endpoint's GPU, as the price book names it: "24gb", "4090", "l40s", "a100", "h100", "h200". */
  readonly gpu: string;
  /** Where the worker keeps pictures, when it answers with links. */
  readonly outputHosts?: readonly string[] | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for one answer of the API or one file. */
  readonly timeoutMs?: number | undefined;
}

const RUNPOD: Vendor = { name: "RunPod", keyVariable: "RUNPOD_API_KEY" };
const DEFAULT_TIMEOUT_MS = 60_000;
/** Payload limit of /run. */
const BODY_MOST = 10 * 1024 * 1024;
/** An SDXL or FLUX picture of one megapixel on a 24 GB card, its share of cold starts included. */
const USUAL_SECONDS = 15;

const Submitted = z.object({ id: z.string().regex(/^[\w-]{1,100}$/) });
const Job = z.object({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "TIMED_OUT"]),
  /** Milliseconds. */
  executionTime: z.number().nonnegative().nullish(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Job = z.output<typeof Job>;
const IS_OPEN = new Set<Job["status"]>(["IN_QUEUE", "IN_PROGRESS", "RUNNING"]);

type Ask = (path: string, init: RequestInit) => Promise<VendorAnswer>;

export function createRunPodGenerator(options: RunPodOptions): ImageGenerator {
  const { baseUrl, endpointId } = options;
  const asking: AskOptions = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = { authorization: `Bearer ${options.key}`, "content-type": "application/json" };
  const endpoint = `${baseUrl}/${encodeURIComponent(endpointId)}`;
  const ask: Ask = (path, init) => askVendor(RUNPOD, `${endpoint}${path}`, { ...init, headers }, asking);
  const hosts = hostsPattern(options.outputHosts ?? []);
  const source: OutputSource = { vendor: RUNPOD.name, hosts, officialApi: "api.runpod.ai", baseUrl, ...asking };
  const look = async (jobId: string, signal: AbortSignal): Promise<Job | "expired" | null> => {
    const answer = await ask(`/status/${encodeURIComponent(jobId)}`, { signal });
    // Results are kept for half an hour.
    if (answer.status === 404) return "expired";
    const job = readAnswer(RUNPOD, Job, answer);
    return IS_OPEN.has(job.status) ? null : job;
  };
  return {
    info: {
      provider: "runpod",
      model: options.gpu,
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
      return ended ? await outcomeOf(ended, endpointId, source, signal) : { state: "running" };
    },
    find: null,
    cancel: async (jobId, signal) => {
      const answer = await ask(`/cancel/${encodeURIComponent(jobId)}`, { method: "POST", signal });
      // What has ended, or is not known any more, needs no stopping.
      const isOver = answer.status < 300 || answer.status === 400 || answer.status === 404;
      if (!isOver) throw statusError(RUNPOD, answer);
    },
  };
}

async function submit(
  ask: Ask,
  request: ImageRequest,
  { callbackUrl }: Attempt,
  signal: AbortSignal,
): Promise<{ readonly jobId: string }> {
  signal.throwIfAborted();
  const webhook = callbackUrl === null ? {} : { webhook: callbackUrl };
  const body = JSON.stringify({ input: workerInput(request), ...webhook });
  if (Buffer.byteLength(body) > BODY_MOST) {
    throw new AppError("too_large", "The reference picture is larger than RunPod takes.", {
      field: "reference",
      remedy: "Use a picture of at most 7 MB.",
    });
  }
  try {
    return { jobId: readAnswer(RUNPOD, Submitted, await ask("/run", { method: "POST", body, signal })).id };
  } catch (thrown) {
    throw submissionFailed(RUNPOD, thrown, signal);
  }
}

async function outcomeOf(
  job: Job | "expired",
  endpoint: string,
  source: OutputSource,
  signal: AbortSignal,
): Promise<ImageOutcome> {
  // How long it took went with it.
  if (job === "expired") return { state: "failed", reason: "output_expired", retryable: true, billed: {} };
  const billed = secondsOf(job);
  if (job.status === "CANCELLED") return { state: "failed", reason: "cancelled", retryable: false, billed };
  if (job.status === "TIMED_OUT") return { state: "failed", reason: "timed_out", retryable: true, billed };
  if (job.status === "FAILED") return workerError(job.error, billed);
  return workerOutcome({ output: job.output, billed, place: { endpoint } }, source, signal);
}

function secondsOf({ executionTime }: Job): BilledUnits {
  return executionTime ? { second: executionTime / 1_000 } : {};
}
