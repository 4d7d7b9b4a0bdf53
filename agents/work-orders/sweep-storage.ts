// Delete stored files that no row needs. Which they are is found by the run itself.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const sweepStorage = defineWorkOrder({
  name: "storage.sweep",
  queue: "system",
  payload: z.object({}),
  attempts: 3,
  backoffMs: MINUTE_MS,
  dedupe: () => "storage",
});
