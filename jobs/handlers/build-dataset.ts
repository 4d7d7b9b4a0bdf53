// Carries out `dataset.build`.
import { buildDatasetNow } from "../../agents/commands/dataset/build-dataset-now.ts";
import { buildDataset } from "../../agents/work-orders/build-dataset.ts";
import { defineHandler } from "./handler.ts";

export const buildDatasetHandler = defineHandler(buildDataset, (context, { datasetId }) =>
  buildDatasetNow(context, datasetId),
);
