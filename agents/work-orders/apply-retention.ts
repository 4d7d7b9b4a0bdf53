// Delete what was kept long enough. Whatever is due then is found by the run itself.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const applyRetention = defineWorkOrder({
  name: "retention.apply",
  queue: "system",
  payload: z.object({}),
  attempts: 5,
  backoffMs: MINUTE_MS,
  dedupe: () => "retention",
});
