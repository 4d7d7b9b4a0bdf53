// /webhooks/<vendor>: a vendor tells that work has ended. Taken in only at an address we signed, and, where the vendor signs, with its signature.
import { Router } from "express";
import { z } from "zod";
import type { App } from "../../agents/commands/app.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { wakeVendorJob } from "../../agents/commands/vendor-job/wake-job.ts";
import { MEDIA_LIMITS } from "../../agents/domain/trust/explicitness.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { Mount } from "./mount.ts";

const Query = z.object({ attempt: z.string().default(""), signature: z.string().default("") });

/** One mount a vendor, so that no platform's own webhook is shadowed. */
export function vendorWebhookMounts(app: App): readonly Mount[] {
  return Object.keys(MEDIA_LIMITS).map((provider) => vendorWebhookMount(app, provider));
}

function vendorWebhookMount(app: App, provider: string): Mount {
  const router = Router();
  router.post("/", async (request, response) => {
    const { attempt, signature } = Query.parse(request.query);
    const verifier = app.context.ports.vendorWebhooks[provider];
    const rawBody: unknown = request.body;
    const body = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
    );
    const verified = verifier ? await verifier.verify({ body, headers }, app.context.clock.now()) : null;
    if (attempt === "") throw new AppError("forbidden", "This address is not one of ours.");
    response.json(
      await callInternal(app.context, wakeVendorJob, { attempt, signature, externalId: verified?.externalId ?? null }),
    );
  });
  return { path: `/webhooks/${provider}`, body: "raw", load: () => router };
}
