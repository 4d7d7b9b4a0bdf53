// What the steps of one publisher share: the way to TikTok, and the count of what was asked.
import { type Clock, DAY_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { createPostsClient, type PostsClient, type TiktokPostsOptions } from "./client.ts";
import { createRateWindow, type RateWindow } from "./rate-window.ts";

/** Of one user in a sliding minute. Source: Content Posting API reference. */
const CALLS_PER_MINUTE = { init: 6, creatorInfo: 20, status: 30 } as const;

export interface PostsParts {
  readonly options: TiktokPostsOptions;
  readonly client: PostsClient;
  readonly clock: Clock;
  readonly initCalls: RateWindow;
  readonly creatorInfoCalls: RateWindow;
  readonly statusCalls: RateWindow;
  /** Handed over in the last day; those that only their creator sees are in no list. */
  readonly commits: RateWindow;
}

export function createParts(options: TiktokPostsOptions): PostsParts {
  const { clock } = options;
  return {
    options,
    clock,
    client: createPostsClient(options),
    initCalls: createRateWindow(clock, CALLS_PER_MINUTE.init, MINUTE_MS),
    creatorInfoCalls: createRateWindow(clock, CALLS_PER_MINUTE.creatorInfo, MINUTE_MS),
    statusCalls: createRateWindow(clock, CALLS_PER_MINUTE.status, MINUTE_MS),
    commits: createRateWindow(clock, Number.POSITIVE_INFINITY, DAY_MS),
  };
}
