// The trainer of a bare machine. Nothing is learned: it passes some seconds, then hands over a file that only stands for a LoRA, so
// that the whole way from dataset to exam can be tried. Everything made with it is a synthetic preview.
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Clock, SECOND_MS, systemClock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { LoraTrainer, TrainedLora, TrainingRequest } from "../../../../agents/ports/lora-trainer.ts";
import type { VendorOutcome } from "../../../../agents/ports/vendor-job.ts";
import { tinySafetensors } from "../tiny-safetensors.ts";

const STEPS = { least: 500, most: 5_000 };
const RANKS = { least: 16, most: 128 };
/** Long enough to see progress, short enough to be waited for. */
const PRETENDED_MS = 12 * SECOND_MS;
const JOB_PREFIX = "pretend_";

const Job = z.object({
  startedMs: z.number(),
  seed: z.number().int(),
  name: z.string(),
  triggerWord: z.string(),
  steps: z.number().int(),
  pictures: z.number().int(),
});
type Job = z.output<typeof Job>;

export function createBuiltInTrainer({ clock = systemClock }: { readonly clock?: Clock } = {}): LoraTrainer {
  const canceled = new Set<string>();
  return {
    info: {
      provider: "built-in",
      model: "pretend-1",
      offline: true,
      unit: "training",
      base: "storyboard",
      quality: 1,
      speed: 5,
      steps: STEPS,
      ranks: RANKS,
      expectedUnits: () => ({ training: 1 }),
      expectedMs: () => PRETENDED_MS,
    },
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      checkRange("steps", request.steps, STEPS);
      checkRange("rank", request.rank, RANKS);
      return { jobId: encode(jobOf(request, clock)) };
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      if (canceled.has(jobId)) return { state: "failed", reason: "canceled", retryable: false, billed: {} };
      return outcomeOf(decode(jobId), clock);
    },
    // Nothing is paid or kept: a submission that was cut off may simply be made again.
    find: async () => null,
    cancel: async (jobId) => {
      canceled.add(jobId);
    },
  };
}

function jobOf({ dataset, name, triggerWord, steps, pictures }: TrainingRequest, clock: Clock): Job {
  const seed = createHash("sha256").update(dataset.bytes).update(triggerWord).digest().readUInt32BE(0);
  return { startedMs: clock.now().getTime(), seed, name, triggerWord, steps, pictures };
}

function outcomeOf(job: Job, clock: Clock): VendorOutcome<TrainedLora> {
  const passedMs = clock.now().getTime() - job.startedMs;
  if (passedMs < PRETENDED_MS) {
    return { state: "running", progress: Math.max(0, passedMs / PRETENDED_MS), etaMs: PRETENDED_MS - passedMs };
  }
  const { triggerWord, steps, pictures, name } = job;
  return {
    state: "succeeded",
    made: {
      reference: `built-in/${name}`,
      weights: tinySafetensors(job.seed),
      modelVersion: "1",
      parameters: { triggerWord, steps, pictures, pretended: true },
      units: { training: 1 },
    },
  };
}

function checkRange(field: string, value: number, { least, most }: { readonly least: number; readonly most: number }) {
  if (value >= least && value <= most) return;
  throw new AppError("invalid_input", `${field} has to be ${least} to ${most}.`, { field });
}

/** All of the job is in its id: nothing is kept, so nothing is lost by a crash. */
function encode(job: Job): string {
  return JOB_PREFIX + Buffer.from(JSON.stringify(job)).toString("base64url");
}

function decode(jobId: string): Job {
  try {
    if (!jobId.startsWith(JOB_PREFIX)) throw new Error("another trainer's job");
    return Job.parse(JSON.parse(Buffer.from(jobId.slice(JOB_PREFIX.length), "base64url").toString()));
  } catch (thrown) {
    throw new AppError("not_found", "This is not a job of the built-in trainer.", { cause: thrown });
  }
}
