// Ask the provider to give a payment back. That it did is told by its own event.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const refundPayment = defineWorkOrder({
  name: "payment.refund",
  queue: "system",
  payload: z.object({ purchaseId: z.string() }),
  attempts: 8,
  backoffMs: MINUTE_MS,
  dedupe: (payload) => payload.purchaseId,
});
