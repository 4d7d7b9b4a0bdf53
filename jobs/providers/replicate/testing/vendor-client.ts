// A second opinion on webhooks: that of the vendor's own client.
import { validateWebhook } from "replicate";
import type { ReceivedWebhook } from "../webhook.ts";

export function isFromVendor({ headers, body }: ReceivedWebhook, secret: string): Promise<boolean> {
  const told = (name: string) => String(headers[`webhook-${name}`]);
  const text = Buffer.from(body).toString("utf8");
  return validateWebhook({
    id: told("id"),
    timestamp: told("timestamp"),
    signature: told("signature"),
    body: text,
    secret,
  });
}
