// Check the health of one account and read back the figures of its posts. What is due is found by the run.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const lookAfterAccount = defineWorkOrder({
  name: "account.look-after",
  queue: "system",
  payload: z.object({ accountId: z.string() }),
  attempts: 3,
  backoffMs: MINUTE_MS,
  dedupe: (payload) => payload.accountId,
});
