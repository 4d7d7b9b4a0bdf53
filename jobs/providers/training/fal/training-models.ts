// The LoRA trainers of fal.ai that are offered, and how each is asked (fal.ai/models/<id>/api, 2026-11). Both are charged
// by the step: "$2 per training run (scales linearly with steps)" is said of 1,000 steps.
import { MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import type { LoraTrainerInfo } from "../../../../agents/ports/lora-trainer.ts";
import type { FalTrainerModel } from "./fal-trainer.ts";

const PREPARING_MS = 2 * MINUTE_MS;
const STEP_MS = 180;

const COMMON = {
  provider: "fal",
  offline: false,
  base: "flux.1-dev",
  unit: "step",
  steps: { least: 1, most: 10_000 },
  // Not among what these trainers can be told.
  ranks: null,
  expectedUnits: (steps) => ({ step: steps }),
  expectedMs: (steps) => PREPARING_MS + steps * STEP_MS,
} as const satisfies Partial<LoraTrainerInfo>;

/** Chooses its own learning rate. */
export const FLUX_FAST_TRAINING: FalTrainerModel = {
  info: { ...COMMON, model: "fal-ai/flux-lora-fast-training", quality: 4, speed: 4 },
  usualSteps: 1_000,
  leastPictures: 4,
  inputOf: ({ triggerWord }) => ({ trigger_word: triggerWord, create_masks: true, is_style: false }),
};

/** For people: crops to the subject and trains at several sizes. */
export const FLUX_PORTRAIT_TRAINER: FalTrainerModel = {
  info: { ...COMMON, model: "fal-ai/flux-lora-portrait-trainer", quality: 5, speed: 2 },
  usualSteps: 2_500,
  leastPictures: 10,
  inputOf: ({ triggerWord, learningRate }) => ({
    trigger_phrase: triggerWord,
    subject_crop: true,
    multiresolution_training: true,
    ...(learningRate === null ? {} : { learning_rate: learningRate }),
  }),
};
