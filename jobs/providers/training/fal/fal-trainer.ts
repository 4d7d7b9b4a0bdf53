// LoRA trainings on fal.ai's queue: one adapter a trainer, from the table of trainers (training-models.ts).
import { z } from "zod";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type {
  LoraTrainer,
  LoraTrainerInfo,
  TrainedLora,
  TrainingRequest,
} from "../../../../agents/ports/lora-trainer.ts";
import { createFalJobs, type FalModel, type UnknownRequest } from "../../fal/fal-jobs.ts";
import type { FalOptions } from "../../fal/fal-queue.ts";
import { WANTED_WEIGHTS } from "../wanted-weights.ts";
import { trainingProgress } from "./training-progress.ts";

export interface FalTrainerModel {
  readonly info: LoraTrainerInfo;
  /** The trainer's own, when nothing is asked. */
  readonly usualSteps: number;
  readonly leastPictures: number;
  /** Without the dataset. */
  inputOf(request: TrainingRequest): Readonly<Record<string, unknown>>;
}

/** A LoRA may have a gigabyte. */
const WEIGHTS_TIMEOUT_MS = 900_000;

const File = z.object({ url: z.string() });
const Result = z.object({ diffusers_lora_file: File.nullish(), config_file: File.nullish() });
type Result = z.output<typeof Result>;
/** What the trainer was told, as it writes it down beside the weights. */
const Config = z.object({ steps: z.number().int().positive() });

export function createFalTrainer(trainer: FalTrainerModel, options: FalOptions): LoraTrainer {
  const { info } = trainer;
  const model: FalModel<TrainingRequest, Result, "safetensors", TrainedLora> = {
    id: info.model,
    prepare: (request) => {
      checkOffered(trainer, request);
      return {
        input: { ...trainer.inputOf(request), steps: request.steps },
        files: { images_data_url: { ...request.dataset, name: archiveName(request.name) } },
        billed: info.expectedUnits(request.steps),
      };
    },
    result: Result,
    linkIn: ({ diffusers_lora_file }) => diffusers_lora_file?.url ?? null,
    wanted: WANTED_WEIGHTS,
    fileTimeoutMs: WEIGHTS_TIMEOUT_MS,
    billedAs: async (request) => info.expectedUnits((await stepsTold(request)) ?? trainer.usualSteps),
    progressIn: trainingProgress,
    made: ({ bytes, link, parameters, units }) => ({ reference: link, weights: bytes, parameters, units }),
  };
  return { info, ...createFalJobs(model, options) };
}

function checkOffered({ info, leastPictures }: FalTrainerModel, { steps, pictures }: TrainingRequest): void {
  const { least, most } = info.steps;
  if (!Number.isInteger(steps) || steps < least || steps > most) {
    throw new AppError("invalid_input", `${info.model} does not train ${steps} steps.`, {
      field: "steps",
      remedy: `Use ${least} to ${most}.`,
    });
  }
  if (pictures < leastPictures) {
    throw new AppError("invalid_input", `${info.model} needs more than ${pictures} pictures.`, {
      field: "pictures",
      remedy: `Use at least ${leastPictures}.`,
    });
  }
}

/** The end of the name tells the trainer what it unpacks. */
function archiveName(name: string): string {
  return `${name.replaceAll(/[^\w-]+/g, "-").slice(0, 60) || "dataset"}.zip`;
}

async function stepsTold({ result, fetchJson }: UnknownRequest<Result>): Promise<number | null> {
  const link = result?.config_file?.url;
  const config = link === undefined ? null : Config.safeParse(await fetchJson(link));
  return config?.success ? config.data.steps : null;
}
