// Stop a training set that is being made; the pictures it has are kept, but none is trained on.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { cancelJobs, tellVendors } from "../vendor-job/cancel-jobs.ts";
import { DatasetStatus, datasetCard, datasetStatus } from "./dataset-card.ts";
import { findDataset } from "./find-dataset.ts";

export const datasetCancel = defineCommand({
  name: "dataset.cancel",
  role: "manager",
  effect: "write",
  input: z.object({ dataset: z.string() }),
  output: DatasetStatus,
  positional: ["dataset"],
  errors: ["not_found", "refused"],
  run: async (context, { dataset: reference }) => {
    const dataset = await findDataset(context, reference);
    const open = await transact(context, async (tx) => {
      const canceled = await tx.dataset.updateMany({
        where: { id: dataset.id, state: "building" },
        data: { state: "canceled", finishedAt: context.clock.now() },
      });
      if (canceled.count === 0) {
        const words = texts(context.actor.language).identity;
        throw new AppError("refused", words.datasetNotOpen(reference.slice(0, 60)), { field: "dataset" });
      }
      return await cancelJobs(context, tx, { setId: dataset.id });
    });
    await tellVendors(context, open, context.signal);
    return await datasetStatus(context, dataset.id);
  },
  view: (output, context) => datasetCard(output, context.actor.language),
  subject: (_input, output) => output.reference,
});
