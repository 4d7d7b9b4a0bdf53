// What endpoints may be told of, and how it is signed. Data are ids: what they stand for is read over REST, by role.
import { createHmac } from "node:crypto";
import { deliverWebhook } from "../../work-orders/deliver-webhook.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";

export const WEBHOOK_EVENTS = [
  "notice.written",
  "run.waiting",
  "batch.finished",
  "post.published",
  "payment.settled",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent by `webhook test` only. */
export const TEST_EVENT = "ping";

/** In the transaction that makes it true; nobody who listens costs one query. */
export async function tellWebhooks(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  event: WebhookEvent,
  data: Readonly<Record<string, string | null>>,
): Promise<void> {
  const endpoints = await tx.webhookEndpoint.findMany({
    where: { disabledAt: null, events: { has: event } },
    select: { id: true },
  });
  for (const { id: endpointId } of endpoints) {
    const id = context.ids.next("webhookDelivery");
    await tx.webhookDelivery.create({ data: { id, endpointId, event, data, createdAt: context.clock.now() } });
    await enqueue(tx, context.ids, context.clock, deliverWebhook, { deliveryId: id });
  }
}

export interface SignedEvent {
  readonly id: string;
  readonly event: string;
  readonly createdAt: Date;
  readonly data: unknown;
}

/** "t=<seconds>,v1=<hexadecimal HMAC-SHA256 of `<seconds>.<body>`>": receivers refuse what is older than 300 s (trust T2). */
export function signEvent(
  { id, event, createdAt, data }: SignedEvent,
  secret: string,
  now: Date,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const body = JSON.stringify({ id, event, createdAt: createdAt.toISOString(), data });
  const seconds = Math.floor(now.getTime() / 1_000);
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "VixenBliss-Webhooks/1",
      "vixenbliss-event": event,
      "vixenbliss-delivery": id,
      "vixenbliss-signature": `t=${seconds},v1=${signature}`,
    },
  };
}
