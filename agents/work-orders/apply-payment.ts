// Settle one verified payment event: unlock the gallery once, or refuse with a reason.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const applyPayment = defineWorkOrder({
  name: "payment.apply",
  queue: "system",
  payload: z.object({ paymentEventId: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  dedupe: (payload) => payload.paymentEventId,
});
