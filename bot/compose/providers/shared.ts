// Accounts that serve several kinds of work.
import type { Config } from "../../../agents/kernel/config.ts";
import type { FalOptions } from "../../../jobs/providers/fal/fal-queue.ts";
import type { ReplicateOptions } from "../../../jobs/providers/replicate/replicate-client.ts";
import { COLLECT_TIMEOUT_MS } from "./chosen.ts";

export function replicateOptions(config: Config): ReplicateOptions {
  return {
    token: config.REPLICATE_API_TOKEN ?? "",
    baseUrl: config.REPLICATE_BASE_URL,
    collectTimeoutMs: COLLECT_TIMEOUT_MS,
  };
}

export function falOptions(config: Config): FalOptions {
  return {
    key: config.FAL_KEY ?? "",
    baseUrl: config.FAL_BASE_URL,
    restBaseUrl: config.FAL_REST_BASE_URL,
    collectTimeoutMs: COLLECT_TIMEOUT_MS,
  };
}
