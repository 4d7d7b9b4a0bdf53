// /webhooks/fanvue: signature over the time and the raw body, then taken in once, then 200 (trust T1, T2). Whoever gave this
// one address for all events also has payments come here.
import { Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { receivePayment } from "../../../agents/commands/checkout/receive-payment.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { checkoutsOf } from "../../../agents/commands/offer/salable.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Mount } from "../../http/mount.ts";
import { isSignedBy, SIGNATURE_HEADER } from "./signature.ts";
import { isCheckoutType, parseWebhook } from "./webhook.ts";
import { eventFrom } from "./webhook-event.ts";

export interface FanvueWebhookOptions {
  readonly app: () => App;
  /** Without any, every delivery is answered 503. */
  readonly secrets: readonly string[];
}

export function fanvueWebhookMount({ app, secrets }: FanvueWebhookOptions): Mount {
  const router = Router();
  router.post("/", async (request, response) => {
    const { context } = app();
    if (secrets.length === 0)
      throw new AppError("not_configured", "FANVUE_WEBHOOK_SECRET is not set.", { field: "FANVUE_WEBHOOK_SECRET" });
    const now = context.clock.now();
    const rawBody: unknown = request.body;
    const bytes = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    const header = request.get(SIGNATURE_HEADER);
    if (!isSignedBy(secrets, bytes, header, now))
      throw new AppError("unauthenticated", "The signature does not fit the body, or is too old.");
    const { type, data } = parseWebhook(bytes);
    const checkout = checkoutsOf(context).find(({ info }) => info.provider === "fanvue");
    if (type !== null && isCheckoutType(type) && checkout) {
      const event = checkout.verify(bytes, { [SIGNATURE_HEADER]: header }, now);
      if (event) await callInternal(context, receivePayment, { event });
    } else {
      const event = eventFrom({ type, data, receivedAt: now });
      await callInternal(context, receiveEvents, { platform: "fanvue", events: [event] });
    }
    response.type("text/plain").send("OK");
  });
  return { path: "/webhooks/fanvue", body: "raw", load: () => router };
}
