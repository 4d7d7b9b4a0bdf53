// One file made by a prediction: a picture, a clip. Whatever the model, it is paid once and found again when an answer was lost.
import type {
  Attempt,
  BilledUnits,
  FindAttempt,
  VendorFile,
  VendorJobs,
  VendorOutcome,
} from "../../../agents/ports/vendor-job.ts";
import { downloadOutput, type OutputSource, type WantedOutput } from "../download-output.ts";
import { createPace, lookUntil, type Patience } from "../image/look-until.ts";
import { type AttemptMark, markMetadata } from "./attempt-mark.ts";
import { type Billing, billedUnits } from "./billing.ts";
import { cancelJob, findJob, getJob, submitJob, webhookOf } from "./job-calls.ts";
import type { ReplicateClient } from "./replicate-client.ts";
import { failureOf, isOver, linksOf, type ReplicateJob, sentInput } from "./replicate-job.ts";
import { inlineFile, uploadFile } from "./upload-file.ts";

export type InputValue = string | number | boolean | VendorFile;

/** What runs, by its path (official models) or a version of it, and with what. */
export interface PredictionRequest {
  readonly run: { readonly model: string } | { readonly version: string };
  readonly input: Readonly<Record<string, InputValue>>;
}

export interface MadeFile<Type extends string> {
  readonly bytes: Uint8Array;
  readonly contentType: Type;
  readonly modelVersion?: string;
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

export interface PredictionPlan<Request, Type extends string> {
  /** "owner/name", or null when that depends on the request. */
  readonly model: string | null;
  readonly billing: Billing;
  readonly mark: AttemptMark;
  readonly wanted: WantedOutput<Type>;
  readonly outputs: OutputSource;
  /** Long enough for a quick answer, short enough that a crash seldom falls between payment and the id being stored. */
  readonly preferWaitSeconds: number;
  /** A success that made nothing: the safety check dropped it without a word, or nobody knows why. */
  readonly emptyMeans: "refused" | "failed";
  /** @throws AppError `invalid_input`: nothing is paid before */
  prepare(request: Request): PredictionRequest | Promise<PredictionRequest>;
}

/** Predictions that were done when `submit` got its answer, newest: collecting them needs no further question. */
const HELD = 24;
const PREDICTIONS = "/predictions";

export function createPredictionJobs<Request, Type extends string>(
  client: ReplicateClient,
  plan: PredictionPlan<Request, Type>,
  patience: Patience,
): VendorJobs<Request, MadeFile<Type>> & { readonly find: FindAttempt } {
  const finished = new Map<string, ReplicateJob>();
  const pace = createPace();
  const look = async (id: string, signal: AbortSignal) => {
    const job = await getJob(client, PREDICTIONS, id, signal);
    return isOver(job) ? job : null;
  };
  return {
    submit: async (request, attempt, signal) => {
      const job = await submit(client, plan, request, attempt, signal);
      if (isOver(job)) finished.set(job.id, job);
      const [oldest] = finished.keys();
      if (finished.size > HELD && oldest !== undefined) finished.delete(oldest);
      return { jobId: job.id };
    },
    collect: async (jobId, signal, whenEnded) => {
      signal.throwIfAborted();
      const known = finished.get(jobId);
      finished.delete(jobId);
      const ended = known ?? (await lookUntil(() => look(jobId, signal), { pace, ...patience }, signal));
      if (!ended) return { state: "running" };
      whenEnded?.();
      return await outcomeOf(plan, ended, signal);
    },
    find: (attemptKey, submittedAfter, signal) => {
      const { model, mark } = plan;
      return findJob(client, { list: PREDICTIONS, model, mark, attemptKey, submittedAfter }, signal);
    },
    cancel: async (jobId, signal) => {
      // A success that is held here may be collected all the same.
      if (!finished.has(jobId)) await cancelJob(client, PREDICTIONS, jobId, signal);
    },
  };
}

async function submit<Request, Type extends string>(
  client: ReplicateClient,
  plan: PredictionPlan<Request, Type>,
  request: Request,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<ReplicateJob> {
  signal.throwIfAborted();
  const { run, input } = await plan.prepare(request);
  const sent: Record<string, unknown> = { ...input, ...plan.mark.inputs(attempt.key) };
  for (const [field, value] of Object.entries(input)) {
    if (typeof value !== "object") continue;
    const inline = field === plan.mark.file ? null : inlineFile(value);
    sent[field] = inline ?? (await uploadFile(client, value, markMetadata(attempt.key), signal));
  }
  const path = "model" in run ? `/models/${run.model}${PREDICTIONS}` : PREDICTIONS;
  const json = { ...("version" in run ? run : {}), input: sent, ...webhookOf(attempt) };
  const { preferWaitSeconds: seconds } = plan;
  return await submitJob(client, path, { json, ...(seconds > 0 ? { prefer: `wait=${seconds}` } : {}) }, signal);
}

async function outcomeOf<Request, Type extends string>(
  { billing, wanted, outputs, emptyMeans }: PredictionPlan<Request, Type>,
  job: ReplicateJob,
  signal: AbortSignal,
): Promise<VendorOutcome<MadeFile<Type>>> {
  const units = billedUnits(job, billing);
  const failure = failureOf(job, units);
  if (failure) return failure;
  if (job.data_removed) return { state: "failed", reason: "output_expired", retryable: true, billed: units };
  const [link] = linksOf(job);
  if (link === undefined) {
    if (emptyMeans === "refused") return { state: "refused", reason: "nsfw", billed: units };
    return { state: "failed", reason: "no_output", retryable: true, billed: units };
  }
  const file = await downloadOutput(link, outputs, wanted, signal);
  if (file.state === "failed") return { ...file, billed: units };
  const { bytes, contentType } = file;
  const version = job.version && job.version !== "hidden" ? { modelVersion: job.version } : {};
  return { state: "succeeded", made: { bytes, contentType, ...version, parameters: sentInput(job), units } };
}
