// /webhooks/payments/<provider>: only a notice whose signature verifies is taken in (trust T3).
import { Router } from "express";
import type { App } from "../../agents/commands/app.ts";
import { receivePayment } from "../../agents/commands/checkout/receive-payment.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { checkoutsOf } from "../../agents/commands/offer/salable.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Mount } from "./mount.ts";

export function paymentWebhookMount(app: App): Mount {
  const router = Router();
  router.post("/:provider", async (request, response) => {
    const checkout = checkoutsOf(app.context).find(({ info }) => info.provider === request.params.provider);
    // A channel tells of its payments itself.
    if (!checkout || checkout.info.channel !== undefined) {
      throw new AppError("not_configured", "This payment provider is not configured here.");
    }
    const rawBody: unknown = request.body;
    const bytes = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
    );
    const event = checkout.verify(bytes, headers, app.context.clock.now());
    // Signed, and of no interest: acknowledged, so that it is not sent again.
    if (event === null) return void response.json({ state: "ignored" });
    const { state } = await callInternal(app.context, receivePayment, { event });
    response.json({ state });
  });
  return { path: "/webhooks/payments", body: "raw", load: () => router };
}
