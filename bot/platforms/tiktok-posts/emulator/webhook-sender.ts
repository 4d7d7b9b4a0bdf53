// Signs and sends the emulated TikTok's webhooks: content as JSON in a string, the signature made anew at each attempt.
import { randomUUID } from "node:crypto";
import { type Clock, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { type CourierOptions, type ReleaseOptions, WebhookCourier } from "../../../emulators/webhook-courier.ts";
import { SIGNATURE_HEADER, signatureOf } from "../../tiktok/webhook.ts";
import type { TiktokPostsApp } from "../connector.ts";
import type { PostsState, StateEntry } from "./state.ts";

export interface WebhookSenderOptions
  extends Pick<CourierOptions, "url" | "fetch" | "acknowledgeWithinMs" | "retryDelaysMs"> {
  readonly app: TiktokPostsApp;
  readonly clock: Clock;
}

export interface WebhookSender {
  /** Kept together with what it tells of. */
  tell(accountId: string, event: string, content: object, ...entries: readonly StateEntry[]): void;
  hold(): void;
  /** Also the start: what an earlier process left undelivered goes out first. */
  release(options?: ReleaseOptions): void;
  idle(): Promise<void>;
  close(): void;
}

export function createWebhookSender(state: PostsState, options: WebhookSenderOptions): WebhookSender {
  const { app, clock, ...courierOptions } = options;
  const seconds = () => String(Math.floor(clock.now().getTime() / SECOND_MS));
  const courier = new WebhookCourier({
    ...courierOptions,
    headers: (body) => {
      const at = seconds();
      return {
        [SIGNATURE_HEADER]: `t=${at},s=${signatureOf(app.clientSecret, at, Buffer.from(body)).toString("hex")}`,
      };
    },
    onDelivered: (id) => state.record({ type: "delivered", id }),
  });
  for (const [id, body] of state.webhooks) courier.send({ id, body });
  return {
    tell: (accountId, event, content, ...entries) => {
      const frame = { client_key: app.clientKey, event, create_time: Number(seconds()), user_openid: accountId };
      const delivery = { id: randomUUID(), body: JSON.stringify({ ...frame, content: JSON.stringify(content) }) };
      state.record(...entries, { type: "webhook", ...delivery });
      courier.send(delivery);
    },
    hold: () => courier.hold(),
    release: (release) => courier.release(release),
    idle: () => courier.idle(),
    close: () => courier.close(),
  };
}
