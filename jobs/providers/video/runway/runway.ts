// Clips from a first frame by Runway's gen4_turbo. Its API lists no tasks, so a submission whose answer was lost stays unknown.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { BilledUnits, VendorOutcome } from "../../../../agents/ports/vendor-job.ts";
import type { GeneratedVideo, VideoGenerator, VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { downloadOutput, type OutputSource } from "../../download-output.ts";
import type { Patience } from "../../image/look-until.ts";
import {
  askVendor,
  readAnswer,
  statusError,
  submissionFailed,
  type Vendor,
  type VendorAnswer,
} from "../../vendor-http.ts";
import { WANTED_CLIP } from "../../wanted-outputs.ts";
import { checkVideoRequest } from "../check-video-request.ts";
import { lookEvery } from "../look-every.ts";
import { jobIdOf, RUNWAY_MODEL, RUNWAY_RATIOS, RUNWAY_SECONDS, readJobId, runwayBody } from "./runway-request.ts";

export interface RunwayOptions extends Patience {
  readonly key: string;
  /** "https://api.dev.runwayml.com", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer or one file. */
  readonly timeoutMs?: number;
}

type Outcome = VendorOutcome<GeneratedVideo>;
type Ask = (path: string, init: RequestInit) => Promise<VendorAnswer>;

const RUNWAY: Vendor = { name: "Runway", keyVariable: "RUNWAY_API_KEY" };
const API_VERSION = "2024-11-06";
/** A task must not be asked about more often. */
const POLL_MS = 5_000;
const DEFAULT_TIMEOUT_MS = 120_000;
/** gen4_turbo; prices are quoted in seconds. */
const CREDITS_PER_SECOND = 5;
/** Hosts seen in answers; links are signed and live for a day or two. */
export const RUNWAY_CLIPS = {
  vendor: RUNWAY.name,
  hosts: /^(dnznrvs05pmza\.cloudfront\.net|runway-task-artifacts\.s3\.amazonaws\.com|([a-z0-9-]+\.)+runwayml\.com)$/,
  officialApi: "api.dev.runwayml.com",
} as const;

const Submitted = z.object({ id: z.string().regex(/^[\w-]{1,100}$/) });
const Task = z.object({
  status: z.enum(["PENDING", "THROTTLED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"]),
  output: z.array(z.string()).nullish(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  /** What remains charged, of tasks that have ended. */
  cost: z.object({ credits: z.number() }).nullish(),
});
type Task = z.output<typeof Task>;

export function createRunwayGenerator(options: RunwayOptions): VideoGenerator {
  const asking = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = {
    authorization: `Bearer ${options.key}`,
    "x-runway-version": API_VERSION,
    "content-type": "application/json",
  };
  const ask: Ask = (path, init) => askVendor(RUNWAY, `${options.baseUrl}${path}`, { ...init, headers }, asking);
  const clips: OutputSource = { ...RUNWAY_CLIPS, ...asking, baseUrl: options.baseUrl };
  const info: VideoGenerator["info"] = {
    provider: "runway",
    model: RUNWAY_MODEL,
    offline: false,
    unit: "second",
    aspectRatios: Object.keys(RUNWAY_RATIOS),
    seconds: RUNWAY_SECONDS,
    quality: 4,
    speed: 4,
  };
  return {
    info,
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      checkVideoRequest(info, request);
      return submit(ask, request, signal);
    },
    collect: async (jobId, signal) => {
      const { taskId } = readJobId(jobId);
      const look = async () => {
        const task = readAnswer(RUNWAY, Task, await ask(`/v1/tasks/${taskId}`, { signal }));
        return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(task.status) ? task : null;
      };
      const ended = await lookEvery(POLL_MS, look, options, signal);
      return ended ? await outcomeOf(ended, jobId, clips, signal) : { state: "running" };
    },
    find: null,
    cancel: async (jobId, signal) => {
      const answer = await ask(`/v1/tasks/${readJobId(jobId).taskId}`, { method: "DELETE", signal });
      // Deleting a task that ended, or one already deleted, is no fault.
      if (answer.status >= 300 && answer.status !== 404) throw statusError(RUNWAY, answer);
    },
  };
}

async function submit(ask: Ask, request: VideoRequest, signal: AbortSignal): Promise<{ jobId: string }> {
  const body = await runwayBody(request);
  signal.throwIfAborted();
  try {
    const answer = await ask("/v1/image_to_video", { method: "POST", body: JSON.stringify(body), signal });
    if (answer.status === 400 && /not have enough credits/i.test(answer.body)) throw noCredit(answer);
    return { jobId: jobIdOf(body, readAnswer(RUNWAY, Submitted, answer).id) };
  } catch (thrown) {
    throw submissionFailed(RUNWAY, thrown, signal);
  }
}

/** Runway calls an empty account a bad request. */
function noCredit(answer: VendorAnswer): AppError {
  const { message, remedy, cause } = statusError(RUNWAY, { ...answer, status: 402 });
  return new AppError("rate_limited", message, {
    reason: "http_400",
    retryable: false,
    cause,
    ...(remedy ? { remedy } : {}),
  });
}

async function outcomeOf(task: Task, jobId: string, clips: OutputSource, signal: AbortSignal): Promise<Outcome> {
  const { parameters } = readJobId(jobId);
  const units = billedFor(task, parameters.duration);
  if (task.status !== "SUCCEEDED") return failed(task, units);
  const [url] = task.output ?? [];
  if (url === undefined) return { state: "failed", reason: "no_output", retryable: true, billed: units };
  const file = await downloadOutput(url, clips, WANTED_CLIP, signal);
  if (file.state === "failed") return { ...file, billed: units };
  const { bytes, contentType } = file;
  return { state: "succeeded", made: { bytes, contentType, parameters: { ...parameters }, units } };
}

function failed({ status, failure, failureCode }: Task, billed: BilledUnits): Outcome {
  const code = failureCode ?? "";
  if (code.startsWith("SAFETY")) return { state: "refused", reason: code, billed };
  if (status === "CANCELLED") return { state: "failed", reason: "cancelled", retryable: false, billed };
  // A first frame they cannot use will not become usable.
  const retryable = !/^(ASSET|INPUT_PREPROCESSING)/.test(code);
  return { state: "failed", reason: (code || failure || "failed").slice(0, 200), retryable, billed };
}

/** They say what remains charged. Where they do not: successes and refusals cost the whole clip, failures of theirs nothing. */
function billedFor({ status, failureCode, cost }: Task, duration: number): BilledUnits {
  const isCharged = status === "SUCCEEDED" || failureCode?.startsWith("SAFETY") === true;
  const seconds = cost ? cost.credits / CREDITS_PER_SECOND : Number(isCharged) * duration;
  return seconds > 0 ? { second: seconds } : {};
}
