// Tell an endpoint of the operator's of one event.
import { z } from "zod";
import { MINUTE_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

/** Half a minute, one, two, four ...: about an hour in all, so that a restart over there loses nothing. */
export const deliverWebhook = defineWorkOrder({
  name: "webhook.deliver",
  queue: "system",
  payload: z.object({ deliveryId: z.string() }),
  attempts: 8,
  backoffMs: MINUTE_MS / 2,
});
