// What the scheduler learns its hours from: when an account posted, and how well each post did.
import { DAY_MS } from "../../kernel/clock.ts";
import type { Transaction } from "../context.ts";
import { settledPosts } from "./settled-posts.ts";

export interface EngagementSample {
  readonly publishedAt: Date;
  /** A multiple of the account's median post: 1 is usual. */
  readonly engagement: number;
}

/** Learned hours are those of the last month (domain 6). */
const DAYS = 30;

/** Newest first; empty where no figures are there yet. */
export async function engagementSamples(
  rows: Pick<Transaction, "scheduledPost">,
  now: Date,
  accountId: string,
): Promise<readonly EngagementSample[]> {
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const posts = await settledPosts(rows, { accountId, publishedAt: { gt: since } });
  return posts.map(({ publishedAt, ratio }) => ({ publishedAt, engagement: ratio }));
}
