// Curate and pack a training set once its last picture is there.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const buildDataset = defineWorkOrder({
  name: "dataset.build",
  queue: "media",
  payload: z.object({ datasetId: z.string() }),
  attempts: 5,
  backoffMs: 2_000,
  dedupe: (payload) => payload.datasetId,
});
