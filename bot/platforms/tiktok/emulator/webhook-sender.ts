// Signs and sends the emulated TikTok's webhooks: content as JSON in a string, the signature made anew at each attempt.
import { randomUUID } from "node:crypto";
import { type Clock, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { type CourierOptions, type ReleaseOptions, WebhookCourier } from "../../../emulators/webhook-courier.ts";
import type { TiktokApp } from "../client.ts";
import { SIGNATURE_HEADER, signatureOf } from "../webhook.ts";
import type { TiktokState } from "./state.ts";

export interface WebhookSenderOptions
  extends Pick<CourierOptions, "fetch" | "acknowledgeWithinMs" | "retryDelaysMs" | "next"> {
  readonly app: TiktokApp;
  readonly clock: Clock;
}

export interface WebhookSender {
  /** Nothing while no address is set. @param copies how often it is sent; 0: it got lost */
  tell(accountId: string, event: string, content: object, copies?: number): void;
  hold(): void;
  release(options?: ReleaseOptions): void;
  idle(): Promise<void>;
  close(): void;
}

export function createWebhookSender(state: TiktokState, options: WebhookSenderOptions): WebhookSender {
  const { app, clock, ...courierOptions } = options;
  const seconds = () => String(Math.floor(clock.now().getTime() / SECOND_MS));
  const courier = new WebhookCourier({
    ...courierOptions,
    url: () => state.callbackUrl ?? "",
    headers: (body) => {
      const at = seconds();
      const signature = signatureOf(app.clientSecret, at, Buffer.from(body)).toString("hex");
      return { [SIGNATURE_HEADER]: `t=${at},s=${signature}`, "webhook-schema-version": "1.0" };
    },
    onDelivered: () => undefined,
  });
  courier.release();
  return {
    tell: (accountId, event, content, copies = 1) => {
      if (state.callbackUrl === null || copies === 0) return;
      const frame = { client_key: app.clientKey, event, create_time: Number(seconds()), user_openid: accountId };
      courier.send({ id: randomUUID(), body: JSON.stringify({ ...frame, content: JSON.stringify(content) }) }, copies);
    },
    hold: () => courier.hold(),
    release: (release) => courier.release(release),
    idle: () => courier.idle(),
    close: () => courier.close(),
  };
}
