// What Instagram tells of posts and of an account, as an InsightsReader.
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { AccountCounts, InsightsReader, PostCounts, PostToRead } from "../../../agents/ports/insights.ts";
import type { PostFormat } from "../../../agents/ports/publisher.ts";
import { createInstagramClient, type InstagramOptions, readAnswer } from "./client.ts";
import { errorFrom } from "./errors.ts";
import type { Usage } from "./usage.ts";

const FEED_METRICS = ["views", "reach", "likes", "comments", "shares", "saved"];
/** Other names are refused as a whole, so each format asks for its own. Reference 1.4. */
const METRICS: Readonly<Record<PostFormat, readonly string[]>> = {
  image: FEED_METRICS,
  carousel: FEED_METRICS,
  video: [...FEED_METRICS, "ig_reels_video_view_total_time"],
  story: ["views", "reach", "replies", "shares"],
};
/** Longest stretch one call takes. */
const MOST_DAYS = 30;
/** "Not enough viewers", where it is about a story. */
const NOT_TOLD = "10";

const PostInsights = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.number() })).min(1) })),
});
const Profile = z.object({ followers_count: z.number().nullish(), media_count: z.number().nullish() });
const Series = z.object({
  data: z.array(
    z.object({ name: z.string(), values: z.array(z.object({ value: z.number(), end_time: z.string() })).default([]) }),
  ),
});

export function createInstagramInsights(options: InstagramOptions & { readonly now: () => Date }): InsightsReader {
  const client = createInstagramClient(options);
  return {
    info: { platform: "instagram", postsAtOnce: 1 },
    posts: async (account, posts, signal) => {
      const told = new Map<string, PostCounts | null>();
      for (const post of posts) {
        const query = { metric: METRICS[post.format].join(",") };
        const path = `/${post.externalId}/insights`;
        const answer = await client.call(
          { method: "GET", path, token: account.accessToken, query, signal },
          PostInsights,
        );
        if (answer.ok) told.set(post.externalId, countsOf(answer.body, post));
        else if (post.format === "story" && answer.failure.platformCode === NOT_TOLD) told.set(post.externalId, null);
        else throw errorFrom(answer.failure, false);
      }
      return told;
    },
    account: (account, since, signal) => readAccount(options, account, since, signal),
  };
}

/** Nothing at all instead of zero is how Instagram says "not yet". */
function countsOf({ data }: z.output<typeof PostInsights>, post: PostToRead): PostCounts | null {
  if (data.length === 0) return null;
  const value = (name: string) => data.find((item) => item.name === name)?.values[0]?.value ?? null;
  const watchMs = value("ig_reels_video_view_total_time");
  return {
    views: value("views"),
    reach: value("reach"),
    likes: value("likes"),
    // An answer to a story is what a comment is to a post.
    comments: value(post.format === "story" ? "replies" : "comments"),
    shares: value("shares"),
    saves: value("saved"),
    watchSeconds: watchMs === null ? null : Math.round(watchMs / SECOND_MS),
  };
}

async function readAccount(
  options: InstagramOptions & { readonly now: () => Date },
  account: ConnectedAccount,
  since: Date,
  signal: AbortSignal,
): Promise<AccountCounts> {
  let highest: Usage | null = null;
  const client = createInstagramClient({
    ...options,
    onUsage: (usage) => {
      if (highest === null || usage.percent > highest.percent) highest = usage;
    },
  });
  const path = `/${account.externalId}`;
  const token = account.accessToken;
  const query = { fields: "followers_count,media_count" };
  const profile = readAnswer(await client.call({ method: "GET", path, token, query, signal }, Profile));
  const until = options.now();
  const from = Math.max(since.getTime(), until.getTime() - MOST_DAYS * DAY_MS);
  const range = { since: seconds(from), until: seconds(until.getTime()) };
  const reach = { metric: "reach", period: "day", metric_type: "time_series", ...range };
  const series = readAnswer(
    await client.call({ method: "GET", path: `${path}/insights`, token, query: reach, signal }, Series),
  );
  return {
    followers: profile.followers_count ?? null,
    posts: profile.media_count ?? null,
    likes: null,
    days: (series.data.find(({ name }) => name === "reach")?.values ?? []).flatMap(dayOf),
    rate: highest,
  };
}

const seconds = (ms: number) => String(Math.floor(ms / SECOND_MS));

/** A day is named by the moment it ended. */
function dayOf({ value, end_time }: { readonly value: number; readonly end_time: string }) {
  const endMs = Date.parse(end_time);
  if (Number.isNaN(endMs)) return [];
  return [{ day: new Date(endMs - 1).toISOString().slice(0, 10), reach: value }];
}
