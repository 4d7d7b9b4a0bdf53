// A training as work: who can do it, what is sent, how the LoRA is kept.
import type { TrainingJobRequest } from "../../domain/content/vendor-request.ts";
import type { LoraTrainer } from "../../ports/lora-trainer.ts";
import type { AppContext } from "../context.ts";
import { keepLora } from "../lora/keep-lora.ts";
import { withKeeper } from "./image-work.ts";
import type { Work, WorkVendor } from "./work.ts";

export async function trainingWork(context: AppContext, asked: TrainingJobRequest): Promise<Work> {
  return {
    strategy: "order",
    vendors: context.ports.trainers.map((trainer) => trainingVendor(context, asked, trainer)),
  };
}

function trainingVendor(context: AppContext, asked: TrainingJobRequest, trainer: LoraTrainer): WorkVendor {
  const { info } = trainer;
  const fits = (value: number, range: { readonly least: number; readonly most: number }) =>
    value >= range.least && value <= range.most;
  return {
    info,
    canDo: fits(asked.steps, info.steps) && (info.ranks === null || fits(asked.rank, info.ranks)),
    expectedUnits: info.expectedUnits(asked.steps),
    submit: async (attempt, signal) => {
      const { archiveKey, ...request } = asked;
      const dataset = await context.ports.store.get(archiveKey);
      return await trainer.submit({ ...request, dataset }, attempt, signal);
    },
    collect: async (jobId, signal, ended) => {
      const outcome = await trainer.collect(jobId, signal, ended);
      return withKeeper(outcome, (made, paid, _run, job) => keepLora(context, job, { asked, info, made, paid }));
    },
    find: trainer.find,
    cancel: trainer.cancel,
  };
}
