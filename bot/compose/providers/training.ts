// Who trains LoRAs here.
import type { Config } from "../../../agents/kernel/config.ts";
import type { LoraTrainer } from "../../../agents/ports/lora-trainer.ts";
import { createBuiltInTrainer } from "../../../jobs/providers/training/built-in/built-in-trainer.ts";
import { createFalTrainer } from "../../../jobs/providers/training/fal/fal-trainer.ts";
import { FLUX_FAST_TRAINING } from "../../../jobs/providers/training/fal/training-models.ts";
import { createReplicateTrainer } from "../../../jobs/providers/training/replicate/replicate.ts";
import { openProviders } from "./chosen.ts";
import { falOptions, replicateOptions } from "./shared.ts";

/** Trainings run for minutes: a look is all a run waits for. */
const ONE_LOOK = { collectTimeoutMs: 0 };

export async function openTrainers(config: Config): Promise<readonly LoraTrainer[]> {
  return await openProviders<LoraTrainer>(config, {
    kind: "training",
    variable: "TRAINING_PROVIDERS",
    named: config.TRAINING_PROVIDERS,
    openers: {
      replicate: () => [createReplicateTrainer({ ...replicateOptions(config), ...ONE_LOOK })],
      fal: () => [createFalTrainer(FLUX_FAST_TRAINING, { ...falOptions(config), ...ONE_LOOK })],
      "built-in": () => [createBuiltInTrainer()],
    },
  });
}
