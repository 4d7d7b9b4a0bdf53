// Signs and sends the emulated Instagram's webhooks: non-ASCII escaped, signature over exactly those bytes.
import { createHmac, randomUUID } from "node:crypto";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import {
  type CourierOptions,
  type ReleaseOptions,
  WebhookCourier,
  type WebhookDelivery,
} from "../../../emulators/webhook-courier.ts";
import { SIGNATURE_HEADER } from "../webhook.ts";
import type { InstagramState } from "./state.ts";

export interface WebhookSenderOptions
  extends Pick<CourierOptions, "url" | "fetch" | "acknowledgeWithinMs" | "retryDelaysMs" | "next"> {
  readonly appSecret: string;
  readonly clock: Clock;
}

export interface WebhookSender {
  /** To be recorded together with what it tells of; null: the account did not subscribe to this field. */
  make(accountId: string, field: string, event: object): WebhookDelivery | null;
  /** The same for what does not come as `messaging`. @param entry beside its id */
  makeEntry(accountId: string, field: string, entry: object): WebhookDelivery | null;
  /** Only what was recorded. */
  send(delivery: WebhookDelivery, copies?: number): void;
  hold(): void;
  /** Also the start: what an earlier process left undelivered goes out first. */
  release(options?: ReleaseOptions): void;
  idle(): Promise<void>;
  close(): void;
}

export function createWebhookSender(state: InstagramState, options: WebhookSenderOptions): WebhookSender {
  const courier = new WebhookCourier({
    url: options.url,
    headers: (body) => ({ [SIGNATURE_HEADER]: sign(options.appSecret, body) }),
    onDelivered: (id) => state.record({ type: "delivered", id }),
    merge: mergeEnvelopes,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    ...(options.acknowledgeWithinMs === undefined ? {} : { acknowledgeWithinMs: options.acknowledgeWithinMs }),
    ...(options.next ? { next: options.next } : {}),
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
  });
  for (const [id, body] of state.webhooks) courier.send({ id, body });
  const makeEntry = (accountId: string, field: string, body: object) => {
    if (!state.accounts.get(accountId)?.subscribedFields.includes(field)) return null;
    const entry = { id: accountId, ...body };
    return { id: randomUUID(), body: escapeNonAscii({ object: "instagram", entry: [entry] }) };
  };
  return {
    make: (accountId, field, event) =>
      makeEntry(accountId, field, { time: options.clock.now().getTime(), messaging: [event] }),
    makeEntry,
    send: (delivery, copies = 1) => courier.send(delivery, copies),
    hold: () => courier.hold(),
    release: (release) => courier.release(release),
    idle: () => courier.idle(),
    close: () => courier.close(),
  };
}

function sign(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** As Meta writes JSON: lower-case \uXXXX for everything beyond ASCII. */
function escapeNonAscii(value: object): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
}

function mergeEnvelopes(bodies: readonly string[]): string {
  const entry = bodies.flatMap((body) => (JSON.parse(body) as { entry: object[] }).entry);
  return escapeNonAscii({ object: "instagram", entry });
}
