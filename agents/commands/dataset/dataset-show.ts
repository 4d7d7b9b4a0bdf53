// A training set, by reference or as the newest of an avatar.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { DatasetStatus, datasetCard, datasetStatus } from "./dataset-card.ts";
import { findDataset } from "./find-dataset.ts";

export const datasetShow = defineCommand({
  name: "dataset.show",
  role: "manager",
  effect: "read",
  input: z.object({ dataset: z.string() }),
  output: DatasetStatus,
  positional: ["dataset"],
  errors: ["not_found"],
  run: async (context, { dataset }) => await datasetStatus(context, (await findDataset(context, dataset)).id),
  view: (output, context) => datasetCard(output, context.actor.language),
});
