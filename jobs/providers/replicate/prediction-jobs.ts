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

/** Newest of what is kept between two calls: predictions that were done when `submit` got its answer, inputs sent ahead. */
const HELD = 24;
const PREDICTIONS = "/predictions";

export function createPredictionJobs<Request, Type extends string>(
  client: ReplicateClient,
  plan: PredictionPlan<Request, Type>,
  patience: Patience,
): VendorJobs<Request, MadeFile<Type>> & { readonly find: FindAttempt } {
  const finished = createHeld<ReplicateJob>();
  const sent = createHeld<Promise<SentRequest>>();
  const pace = createPace();
  const look = async (id: string, signal: AbortSignal) => {
    const job = await getJob(client, PREDICTIONS, id, signal);
    return isOver(job) ? job : null;
  };
  return {
    sendAhead: (request, attemptKey, signal) => {
      const sending = send(client, plan, request, attemptKey, signal);
      sending.catch(() => sent.take(attemptKey));
      sent.keep(attemptKey, sending);
    },
    submit: async (request, attempt, signal) => {
      signal.throwIfAborted();
      const ready = await (sent.take(attempt.key) ?? send(client, plan, request, attempt.key, signal));
      const job = await submit(client, plan, ready, attempt, signal);
      if (isOver(job)) finished.keep(job.id, job);
      return { jobId: job.id };
    },
    collect: async (jobId, signal, whenEnded) => {
      signal.throwIfAborted();
      const ended = finished.take(jobId) ?? (await lookUntil(() => look(jobId, signal), { pace, ...patience }, signal));
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

/** A request as it is submitted: its files are links or inline. */
interface SentRequest {
  readonly run: PredictionRequest["run"];
  readonly input: Readonly<Record<string, unknown>>;
}

async function send<Request, Type extends string>(
  client: ReplicateClient,
  { prepare, mark }: PredictionPlan<Request, Type>,
  request: Request,
  attemptKey: string,
  signal: AbortSignal,
): Promise<SentRequest> {
  const { run, input } = await prepare(request);
  const sent: Record<string, unknown> = { ...input, ...mark.inputs(attemptKey) };
  for (const [field, value] of Object.entries(input)) {
    if (typeof value !== "object") continue;
    const inline = field === mark.file ? null : inlineFile(value);
    sent[field] = inline ?? (await uploadFile(client, value, markMetadata(attemptKey), signal));
  }
  return { run, input: sent };
}

async function submit<Request, Type extends string>(
  client: ReplicateClient,
  { preferWaitSeconds: seconds }: PredictionPlan<Request, Type>,
  { run, input }: SentRequest,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<ReplicateJob> {
  const path = "model" in run ? `/models/${run.model}${PREDICTIONS}` : PREDICTIONS;
  const json = { ...("version" in run ? run : {}), input, ...webhookOf(attempt) };
  return await submitJob(client, path, { json, ...(seconds > 0 ? { prefer: `wait=${seconds}` } : {}) }, signal);
}

/** The newest few, each taken once. */
function createHeld<Kept>() {
  const held = new Map<string, Kept>();
  return {
    has: (key: string) => held.has(key),
    keep: (key: string, kept: Kept) => {
      held.set(key, kept);
      const [oldest] = held.keys();
      if (held.size > HELD && oldest !== undefined) held.delete(oldest);
    },
    take: (key: string) => {
      const kept = held.get(key);
      held.delete(key);
      return kept;
    },
  };
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
