// Vendors that sign what they tell, and how their signatures are checked.
import type { Clock } from "../../../agents/kernel/clock.ts";
import type { Config } from "../../../agents/kernel/config.ts";
import type { VendorWebhook } from "../../../agents/ports/vendor-webhook.ts";
import { createFalKeys } from "../../../jobs/providers/fal/fal-keys.ts";
import { readFalWebhook } from "../../../jobs/providers/fal/webhook.ts";
import { createReplicateWebhooks } from "../../../jobs/providers/replicate/webhook.ts";
import { replicateOptions } from "./shared.ts";

/** A sender gives an answer some seconds; keys may have to be fetched first. */
const VERIFY_LIMIT_MS = 10_000;

export function openVendorWebhooks(config: Config, clock: Clock): Readonly<Record<string, VendorWebhook>> {
  return {
    ...(config.REPLICATE_API_TOKEN ? { replicate: replicateWebhook(config, clock) } : {}),
    ...(config.FAL_KEY ? { fal: falWebhook(config, clock) } : {}),
  };
}

function replicateWebhook(config: Config, clock: Clock): VendorWebhook {
  const webhooks = createReplicateWebhooks({ ...replicateOptions(config), clock });
  return {
    provider: "replicate",
    verify: async (call) => ({
      externalId: (await webhooks.receive(call, AbortSignal.timeout(VERIFY_LIMIT_MS))).jobId,
    }),
  };
}

function falWebhook(config: Config, clock: Clock): VendorWebhook {
  const keys = createFalKeys({ jwksUrl: `${config.FAL_REST_BASE_URL}/.well-known/jwks.json`, clock });
  return {
    provider: "fal",
    verify: async ({ body, headers }, now) => {
      const notice = readFalWebhook(body, headers, await keys(AbortSignal.timeout(VERIFY_LIMIT_MS)), now);
      return { externalId: notice.jobId };
    },
  };
}
