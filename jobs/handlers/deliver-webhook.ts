// Carries out `webhook.deliver`.
import { deliverWebhookNow } from "../../agents/commands/webhook/deliver-webhook-now.ts";
import { deliverWebhook } from "../../agents/work-orders/deliver-webhook.ts";
import { defineHandler } from "./handler.ts";

export const deliverWebhookHandler = defineHandler(deliverWebhook, async (context, { deliveryId }, job) => {
  const { attempt, maxAttempts, signal } = job;
  await deliverWebhookNow(context, { deliveryId, isLast: attempt >= maxAttempts, signal });
});
