// The one way to call the YouTube Data API, for its publisher and its connector.
import type { Clock } from "../../../agents/kernel/clock.ts";
import { createPostClient, type PostClient, type PostClientOptions } from "../posting/client.ts";
import { classifyYoutube } from "./errors.ts";

export interface YoutubeOptions extends PostClientOptions {
  readonly clock: Clock;
}

export function createYoutubeClient(options: YoutubeOptions): PostClient {
  const classify = (refusal: Parameters<typeof classifyYoutube>[0]) =>
    classifyYoutube(refusal, options.clock.now().getTime());
  return createPostClient({ platform: "YouTube", classify }, options);
}

/** The token goes into a header, never into an address. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
