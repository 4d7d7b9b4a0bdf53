// FLUX.1 dev LoRAs from Replicate's own trainer: an H100 for a quarter of an hour, paid by the second.
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type {
  LoraTrainer,
  LoraTrainerInfo,
  TrainedLora,
  TrainingRequest,
} from "../../../../agents/ports/lora-trainer.ts";
import type { Attempt, FindAttempt, VendorOutcome } from "../../../../agents/ports/vendor-job.ts";
import { downloadOutput } from "../../download-output.ts";
import { lookUntil } from "../../image/look-until.ts";
import { attemptName, inputMark, markMetadata } from "../../replicate/attempt-mark.ts";
import { BILLING_UNITS, billedUnits } from "../../replicate/billing.ts";
import { cancelJob, findJob, getJob, submitJob, webhookOf } from "../../replicate/job-calls.ts";
import {
  createReplicateClient,
  LARGE_FILE_TIMEOUT_MS,
  REPLICATE,
  type ReplicateClient,
  type ReplicateOptions,
} from "../../replicate/replicate-client.ts";
import { failureOf, isOver, type ReplicateJob, sentInput } from "../../replicate/replicate-job.ts";
import { uploadFile } from "../../replicate/upload-file.ts";
import { unknownAnswer } from "../../vendor-http.ts";
import { ensureDestination, modelNameOf, ReplicateModel } from "./destination.ts";
import { readLoraWeights, WANTED_ARCHIVE } from "./lora-weights.ts";
import { trainingProgress } from "./training-progress.ts";

const MODEL = "ostris/flux-dev-lora-trainer";
const TRAININGS = "/trainings";
const BILLING = "own_time";
/** "Weights and Biases run name. Only applicable if wandb_api_key is set", which it never is; listed with the rest. */
const MARK = inputMark("wandb_run", attemptName);
/** 1000 steps take about 18 minutes, the loading of the model among them: $1.50 to $2 by what users report. */
const EXPECTED = { loadingSeconds: 150, secondsAStep: 1 } as const;
/** The queue for the machine, seldom longer. */
const QUEUE_MS = 60_000;

const overOrNull = (job: ReplicateJob) => (isOver(job) ? job : null);
const expectedSeconds = (steps: number) => EXPECTED.loadingSeconds + EXPECTED.secondsAStep * steps;

const info: LoraTrainerInfo = {
  provider: "replicate",
  model: MODEL,
  offline: false,
  base: "flux.1-dev",
  unit: BILLING_UNITS[BILLING],
  quality: 4,
  speed: 3,
  steps: { least: 3, most: 6_000 },
  ranks: { least: 1, most: 128 },
  expectedUnits: (steps) => ({ [BILLING_UNITS[BILLING]]: expectedSeconds(steps) }),
  expectedMs: (steps) => QUEUE_MS + expectedSeconds(steps) * 1_000,
};

const Output = z.object({ version: z.string().regex(/^[\w.-]+\/[\w.-]+:[0-9a-f]{64}$/), weights: z.string() });

/** Looks once a `collect` unless told to be more patient: whoever waits for a training wants to see how far it is. */
export function createReplicateTrainer(options: ReplicateOptions): LoraTrainer & { readonly find: FindAttempt } {
  const client = createReplicateClient(options);
  const patience = { ...options, collectTimeoutMs: options.collectTimeoutMs ?? 0 };
  return {
    info,
    submit: async (request, attempt, signal) => ({ jobId: (await submit(client, request, attempt, signal)).id }),
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      const look = () => getJob(client, TRAININGS, jobId, signal);
      const ended = await lookUntil(async () => overOrNull(await look()), patience, signal);
      return await outcomeOf(client, ended ?? (await look()), signal);
    },
    find: (attemptKey, submittedAfter, signal) =>
      findJob(client, { list: TRAININGS, model: MODEL, mark: MARK, attemptKey, submittedAfter }, signal),
    cancel: (jobId, signal) => cancelJob(client, TRAININGS, jobId, signal),
  };
}

/** All but the last request are free, and may fail as anything may. */
async function submit(
  client: ReplicateClient,
  request: TrainingRequest,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<ReplicateJob> {
  signal.throwIfAborted();
  checkWithin("steps", request.steps, info.steps);
  if (info.ranks) checkWithin("rank", request.rank, info.ranks);
  const name = modelNameOf(request.name);
  const trainer = await client.ask(ReplicateModel, `/models/${MODEL}`, signal);
  if (!trainer.latest_version) throw unknownAnswer(REPLICATE, new Error(`${MODEL} has no version.`));
  const destination = await ensureDestination(client, name, signal);
  const dataset = await uploadFile(client, request.dataset, markMetadata(attempt.key), signal);
  const path = `/models/${MODEL}/versions/${trainer.latest_version.id}${TRAININGS}`;
  const input = { ...inputOf(request, dataset), ...MARK.inputs(attempt.key) };
  return await submitJob(client, path, { json: { destination, input, ...webhookOf(attempt) } }, signal);
}

function inputOf({ triggerWord, steps, rank, learningRate }: TrainingRequest, dataset: string) {
  return {
    input_images: dataset,
    trigger_word: triggerWord,
    // Our data sets have a caption for each picture.
    autocaption: false,
    steps,
    lora_rank: rank,
    ...(learningRate === null ? {} : { learning_rate: learningRate }),
  };
}

function checkWithin(field: "steps" | "rank", value: number, { least, most }: { least: number; most: number }): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const remedy = `Use ${least} to ${most}.`;
  throw new AppError("invalid_input", `${MODEL} does not train with ${field} ${value}.`, { field, remedy });
}

async function outcomeOf(
  client: ReplicateClient,
  job: ReplicateJob,
  signal: AbortSignal,
): Promise<VendorOutcome<TrainedLora>> {
  if (!isOver(job)) return { state: "running", ...trainingProgress(job.logs ?? "") };
  const billed = billedUnits(job, BILLING);
  const failure = failureOf(job, billed);
  if (failure) return failure;
  const output = Output.safeParse(job.output);
  if (!output.success) return { state: "failed", reason: "no_output", retryable: true, billed };
  const source = { ...client.outputs, timeoutMs: Math.max(client.outputs.timeoutMs, LARGE_FILE_TIMEOUT_MS) };
  const archive = await downloadOutput(output.data.weights, source, WANTED_ARCHIVE, signal);
  if (archive.state === "failed") return { ...archive, billed };
  const read = await readLoraWeights(archive.bytes);
  if (read.state === "failed") return { ...read, retryable: true, billed };
  const version = job.version ? { modelVersion: job.version } : {};
  const { weights } = read;
  const parameters = sentInput(job);
  return {
    state: "succeeded",
    made: { reference: output.data.version, weights, ...version, parameters, units: billed },
  };
}
