// Bring one vendor job on: submit it, look after it, keep what it made. Jobs are independent of each other.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const advanceVendorJob = defineWorkOrder({
  name: "vendor-job.advance",
  queue: "media",
  payload: z.object({ jobId: z.string() }),
  attempts: 6,
  backoffMs: 1_000,
  dedupe: (payload) => payload.jobId,
});
