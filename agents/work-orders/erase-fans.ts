// Erase whom a deletion request of a platform is about.
import { z } from "zod";
import { SECOND_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const eraseFans = defineWorkOrder({
  name: "deletion.carry-out",
  queue: "system",
  payload: z.object({ deletionRequestId: z.string() }),
  attempts: 10,
  backoffMs: 5 * SECOND_MS,
  dedupe: (payload) => payload.deletionRequestId,
});
