// The one way to call the X API v2, for its publisher and its connector.
import type { Clock } from "../../../agents/kernel/clock.ts";
import { createPostClient, type PostClient, type PostClientOptions } from "../posting/client.ts";
import { classifyX } from "./errors.ts";

export interface XOptions extends PostClientOptions {
  readonly clock: Clock;
}

export function createXClient(options: XOptions): PostClient {
  const classify = (refusal: Parameters<typeof classifyX>[0]) => classifyX(refusal, options.clock.now().getTime());
  return createPostClient({ platform: "X", classify }, options);
}

/** The token goes into a header, never into an address. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
