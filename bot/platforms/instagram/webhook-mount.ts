// /webhooks/instagram: signature over the raw body, then taken in once, then 200 (trust T1, T2).
import { Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Mount } from "../../http/mount.ts";
import { answerHandshake, isSignedBy, parseWebhook, SIGNATURE_HEADER } from "./webhook.ts";

export interface InstagramWebhookOptions {
  readonly app: () => App;
  /** Absent: every delivery is answered 503, and the start says so. */
  readonly appSecret: string | undefined;
  readonly verifyToken: string | undefined;
}

export function instagramWebhookMount({ app, appSecret, verifyToken }: InstagramWebhookOptions): Mount {
  const router = Router();
  router.get("/", (request, response) => {
    const challenge = verifyToken === undefined ? null : answerHandshake(request.query, verifyToken);
    if (challenge === null) throw new AppError("forbidden", "The handshake's token is not the one configured.");
    response.type("text/plain").send(challenge);
  });
  router.post("/", async (request, response) => {
    const { context } = app();
    if (appSecret === undefined)
      throw new AppError("not_configured", "INSTAGRAM_APP_SECRET is not set.", { field: "INSTAGRAM_APP_SECRET" });
    const rawBody: unknown = request.body;
    const bytes = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    if (!isSignedBy(appSecret, bytes, request.get(SIGNATURE_HEADER))) {
      throw new AppError("unauthenticated", "The signature does not fit the body.");
    }
    const events = parseWebhook(bytes, context.clock.now());
    await callInternal(context, receiveEvents, { platform: "instagram", events: [...events] });
    response.type("text/plain").send("EVENT_RECEIVED");
  });
  return { path: "/webhooks/instagram", body: "raw", load: () => router };
}
