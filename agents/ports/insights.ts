// Outside capability: what a platform tells of posts and accounts. Reads only, so everything may be repeated.
import type { ConnectedAccount } from "./connector.ts";
import type { PostFormat } from "./publisher.ts";

/** Counts since publication; null: the platform does not tell it. */
export interface PostCounts {
  readonly views: number | null;
  readonly reach: number | null;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly saves: number | null;
  /** All viewers together. */
  readonly watchSeconds: number | null;
}

/** How much of its allowance the platform says is used. */
export interface RateUse {
  readonly percent: number;
  /** Wanted pause, milliseconds; null: none. */
  readonly regainAccessMs: number | null;
}

export interface AccountCounts {
  readonly followers: number | null;
  readonly posts: number | null;
  /** Of all posts ever, where the platform adds them up. */
  readonly likes: number | null;
  /** Days (UTC, "2026-11-24") the platform has figures of, oldest first; newer ones may still grow. */
  readonly days: readonly { readonly day: string; readonly reach: number }[];
  /** null: it states none. */
  readonly rate: RateUse | null;
}

export interface PostToRead {
  readonly externalId: string;
  readonly format: PostFormat;
}

export interface InsightsReader {
  readonly info: {
    readonly platform: string;
    /** Posts one call takes. */
    readonly postsAtOnce: number;
  };
  /**
   * @param posts at most `postsAtOnce`
   * @returns by external id; null or absent: nothing is told of it (yet)
   * @throws AppError `not_found` or `refused` where it never will be; `rate_limited`, `unavailable`; reason "token_invalid"
   */
  posts(
    account: ConnectedAccount,
    posts: readonly PostToRead[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, PostCounts | null>>;
  /** @param since the first moment whose days are asked for @throws AppError as `posts` */
  account(account: ConnectedAccount, since: Date, signal: AbortSignal): Promise<AccountCounts>;
}
