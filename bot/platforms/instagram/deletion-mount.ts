// /webhooks/instagram/deletion: Meta tells that a person wants their data deleted, and gets where that can be followed.
import { Router } from "express";
import { requestDeletion } from "../../../agents/commands/erasure/deletion-request.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Mount } from "../../http/mount.ts";
import { readSignedRequest } from "./signed-request.ts";
import type { InstagramWebhookOptions } from "./webhook-mount.ts";

/** Stands before "/webhooks/instagram", which would take these for its own. */
export function instagramDeletionMount({ app, appSecret }: Pick<InstagramWebhookOptions, "app" | "appSecret">): Mount {
  const router = Router();
  router.post("/", async (request, response) => {
    const { context } = app();
    if (appSecret === undefined)
      throw new AppError("not_configured", "INSTAGRAM_APP_SECRET is not set.", { field: "INSTAGRAM_APP_SECRET" });
    const body = (request.body ?? {}) as Record<string, unknown>;
    const { userId, issuedAt } = readSignedRequest(appSecret, body.signed_request);
    const asked = { platform: "instagram", fanExternalId: userId, askedAt: issuedAt };
    const { confirmationCode } = await callInternal(context, requestDeletion, asked);
    const url = `${context.installation.publicUrl()}/privacy/deletion/${confirmationCode}`;
    response.json({ url, confirmation_code: confirmationCode });
  });
  return { path: "/webhooks/instagram/deletion", body: "form", load: () => router };
}
