// /webhooks/tiktok: signature over the time and the raw body, then taken in once, then 200 (trust T1, T2).
import { Router } from "express";
import { disconnectAccount, platformAccounts } from "../../../agents/commands/account/platform-accounts.ts";
import type { App } from "../../../agents/commands/app.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Mount } from "../../http/mount.ts";
import type { TiktokApp } from "./client.ts";
import { isSignedBy, parseWebhook, SIGNATURE_HEADER } from "./webhook.ts";

const PLATFORM = "tiktok";

export interface TiktokWebhookOptions {
  readonly app: () => App;
  /** null: TikTok is not switched on, and every delivery is answered 503. */
  readonly tiktokApp: TiktokApp | null;
}

export function tiktokWebhookMount({ app, tiktokApp }: TiktokWebhookOptions): Mount {
  const router = Router();
  router.post("/", async (request, response) => {
    const { context } = app();
    if (tiktokApp === null)
      throw new AppError("not_configured", "TIKTOK_MESSAGES is not on.", { field: "TIKTOK_MESSAGES" });
    const now = context.clock.now();
    const rawBody: unknown = request.body;
    const bytes = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    if (!isSignedBy(tiktokApp.clientSecret, bytes, request.get(SIGNATURE_HEADER), now))
      throw new AppError("unauthenticated", "The signature does not fit the body, or is too old.");
    const { event, isRemoval, accountId } = parseWebhook(bytes, now);
    await callInternal(context, receiveEvents, { platform: PLATFORM, events: [event] });
    if (isRemoval) await disconnect(context, accountId);
    response.type("text/plain").send("OK");
  });
  return { path: "/webhooks/tiktok", body: "raw", load: () => router };
}

async function disconnect(context: AppContext, externalId: string): Promise<void> {
  const accounts = await callInternal(context, platformAccounts, { platform: PLATFORM });
  const removed = accounts.find((account) => account.externalId === externalId);
  if (!removed) return;
  await callInternal(context, disconnectAccount, { id: removed.id });
  context.log.warn("an account took its permission back", { accountId: removed.id, platform: PLATFORM });
}
