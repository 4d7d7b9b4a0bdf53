// One round of broadcasts and sequences. What is due is found by the run.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const runOutreachOrder = defineWorkOrder({
  name: "outreach.run",
  queue: "system",
  payload: z.object({}),
  attempts: 3,
  backoffMs: MINUTE_MS,
  dedupe: () => "outreach",
});
