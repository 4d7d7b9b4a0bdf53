// /webhooks/tiktok: signature over the time and the raw body, then taken in once, then 200 (trust T1, T2). Messages and posts
// are two apps at TikTok, which may both be told to send here.
import { Router } from "express";
import { disconnectAccount, platformAccounts } from "../../../agents/commands/account/platform-accounts.ts";
import type { App } from "../../../agents/commands/app.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { postNews } from "../../../agents/commands/post/platform-news.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Mount } from "../../http/mount.ts";
import type { TiktokApp } from "./client.ts";
import { isSignedBy, parseWebhook, SIGNATURE_HEADER, type TiktokWebhook } from "./webhook.ts";

const MESSAGES = "tiktok";
const POSTS = "tiktok_posts";

export interface TiktokWebhookOptions {
  readonly app: () => App;
  /** null: TikTok's messages are not switched on. Without any of the two, every delivery is answered 503. */
  readonly tiktokApp: TiktokApp | null;
  readonly postsApp: TiktokApp | null;
}

export function tiktokWebhookMount({ app, tiktokApp, postsApp }: TiktokWebhookOptions): Mount {
  const router = Router();
  const secrets = [tiktokApp, postsApp].flatMap((each) => (each ? [each.clientSecret] : []));
  router.post("/", async (request, response) => {
    const { context } = app();
    if (secrets.length === 0)
      throw new AppError("not_configured", "TIKTOK_MESSAGES is not on.", { field: "TIKTOK_MESSAGES" });
    const now = context.clock.now();
    const rawBody: unknown = request.body;
    const bytes = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    const header = request.get(SIGNATURE_HEADER);
    if (!secrets.some((secret) => isSignedBy(secret, bytes, header, now)))
      throw new AppError("unauthenticated", "The signature does not fit the body, or is too old.");
    await takeIn(context, parseWebhook(bytes, now), tiktokApp !== null);
    response.type("text/plain").send("OK");
  });
  return { path: "/webhooks/tiktok", body: "raw", load: () => router };
}

async function takeIn(context: AppContext, webhook: TiktokWebhook, takesMessages: boolean): Promise<void> {
  const { accountId, isRemoval, posts, event } = webhook;
  if (posts) {
    await callInternal(context, postNews, { platform: POSTS, accountExternalId: accountId, ...posts });
    return;
  }
  if (takesMessages) await callInternal(context, receiveEvents, { platform: MESSAGES, events: [event] });
  if (!isRemoval) return;
  for (const platform of [MESSAGES, POSTS]) await disconnect(context, platform, accountId);
}

async function disconnect(context: AppContext, platform: string, externalId: string): Promise<void> {
  const accounts = await callInternal(context, platformAccounts, { platform });
  const removed = accounts.find((account) => account.externalId === externalId);
  if (!removed) return;
  await callInternal(context, disconnectAccount, { id: removed.id });
  context.log.warn("an account took its permission back", { accountId: removed.id, platform });
}
