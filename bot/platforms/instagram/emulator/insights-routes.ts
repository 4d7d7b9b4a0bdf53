// Insights of the emulated Instagram: figures of posts and of the account, refused and late as the real ones (platforms 1.4).
import { Router } from "express";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import {
  type AudienceFigures,
  figuresOf,
  followersOf,
  reachBetween,
  type ShownPost,
  startOfDay,
} from "../../../emulators/audience.ts";
import type { Emulation } from "./emulation.ts";
import { GraphError, invalidParameter, unknownObject } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireKnownParameters, requireOwnAccount } from "./graph-route.ts";
import { graphTime } from "./object-fields.ts";
import { postFields } from "./post-fields.ts";
import type { EmulatedPost } from "./state.ts";

type Product = "FEED" | "REELS" | "STORY";
type Reading = AudienceFigures & { readonly replies: number };

/** How long an average viewer stays. */
const WATCH_MS = 6_200;
/** A post has no figures before. */
const POST_LAG_MS = 10 * MINUTE_MS;
/** Days younger than this are not told yet. */
const DAY_LAG_MS = DAY_MS;
const STORY_LIFE_MS = 24 * HOUR_MS;
/** Fewer viewers of a story are not told. */
const STORY_VIEWERS = 5;
const MOST_DAYS = 30;
const FOLLOWERS_FOR_COUNT = 100;

const interactions = ({ likes, comments, shares, saves }: Reading) => likes + comments + shares + saves;
const SHARED: Readonly<Record<string, (figures: Reading) => number>> = {
  views: ({ views }) => views,
  reach: ({ reach }) => reach,
  likes: ({ likes }) => likes,
  comments: ({ comments }) => comments,
  saved: ({ saves }) => saves,
  shares: ({ shares }) => shares,
  total_interactions: interactions,
  reposts: () => 0,
};
/** By product; what is not here is refused, above all the dead ones (impressions, plays, video_views, clips_replays_count). */
const METRICS: Readonly<Record<Product, Readonly<Record<string, (figures: Reading) => number>>>> = {
  FEED: {
    ...SHARED,
    follows: ({ follows }) => follows,
    profile_visits: ({ follows }) => follows * 4,
    profile_activity: () => 0,
  },
  REELS: {
    ...SHARED,
    ig_reels_avg_watch_time: () => WATCH_MS,
    ig_reels_video_view_total_time: ({ views }) => views * WATCH_MS,
    reels_skip_rate: () => 0,
  },
  STORY: {
    views: ({ views }) => views,
    reach: ({ reach }) => reach,
    replies: ({ replies }) => replies,
    shares: ({ shares }) => shares,
    follows: ({ follows }) => follows,
    navigation: ({ views }) => views,
    profile_visits: ({ follows }) => follows * 4,
    total_interactions: ({ replies, shares }) => replies + shares,
  },
};

const ACCOUNT_METRICS: Readonly<Record<string, (figures: AudienceFigures) => number>> = {
  reach: ({ reach }) => reach,
  views: ({ views }) => views,
  likes: ({ likes }) => likes,
  comments: ({ comments }) => comments,
  saves: ({ saves }) => saves,
  shares: ({ shares }) => shares,
  replies: () => 0,
  reposts: () => 0,
  total_interactions: ({ likes, comments, shares, saves }) => likes + comments + shares + saves,
  accounts_engaged: ({ likes }) => likes,
  follows_and_unfollows: ({ follows }) => follows,
  profile_links_taps: () => 0,
};
/** What the real one gives as a series; everything else is a total only. */
const SERIES = new Set(["reach", "follower_count"]);

export function insightsRoutes(emulation: Emulation): Router {
  const router = Router();
  router.get(
    "/:id/insights",
    graphRoute(emulation, "insights", (call) =>
      emulation.state.posts.has(call.objectId) ? postInsights(emulation, call) : accountInsights(emulation, call),
    ),
  );
  return router;
}

/** What an account's followers are at this moment. */
export function emulatedFollowers(emulation: Emulation, accountId: string): number {
  return followersOf(accountId, postsOf(emulation, accountId), emulation.clock.now().getTime());
}

function postInsights(emulation: Emulation, call: GraphCall): object {
  requireKnownParameters(call, ["metric", "period", "breakdown"]);
  const { account, objectId, parameters } = call;
  const post = emulation.state.posts.get(objectId);
  if (post?.accountId !== account.id) throw unknownObject(objectId);
  if (parameters.period !== undefined && parameters.period !== "lifetime")
    throw invalidParameter("Incompatible period");
  const product = productOf(emulation, post);
  const known = METRICS[product];
  const names = metricsOf(parameters, Object.keys(known));
  const nowMs = emulation.clock.now().getTime();
  const ageMs = nowMs - post.atMs;
  if (product === "STORY" && ageMs >= STORY_LIFE_MS) throw unknownObject(objectId);
  if (ageMs < POST_LAG_MS) return { data: [] };
  const figures = figuresOf(shown(post, product === "REELS"), nowMs);
  if (product === "STORY" && figures.reach < STORY_VIEWERS) {
    throw new GraphError(10, "(#10) Not enough viewers for the media to show insights");
  }
  const reading = { ...figures, replies: figures.comments };
  return {
    data: names.map((name) => ({
      name,
      period: "lifetime",
      values: [{ value: known[name]?.(reading) ?? 0 }],
      title: name,
      description: name,
      id: `${objectId}/insights/${name}/lifetime`,
    })),
  };
}

function accountInsights(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["metric", "period", "metric_type", "since", "until", "breakdown", "timeframe"]);
  const { account, parameters } = call;
  const names = metricsOf(parameters, [...Object.keys(ACCOUNT_METRICS), "follower_count"]);
  if (parameters.period !== "day") throw invalidParameter("period must be one of the following values: day");
  const isSeries = parameters.metric_type === "time_series";
  if (!isSeries && parameters.metric_type !== "total_value") throw invalidParameter("metric_type is required");
  const odd = names.find((name) => (isSeries ? !SERIES.has(name) : name === "follower_count"));
  if (odd !== undefined) throw invalidParameter(`Metric ${odd} does not go with this metric_type`);
  const { sinceMs, untilMs } = rangeOf(emulation, parameters);
  const posts = postsOf(emulation, account.id);
  const id = (name: string) => `${account.id}/insights/${name}/day`;
  if (!isSeries) {
    const data = names.map((name) => ({
      name,
      period: "day",
      total_value: { value: total(name, posts, sinceMs, untilMs) },
      id: id(name),
    }));
    return { data };
  }
  if (names.includes("follower_count") && emulatedFollowers(emulation, account.id) < FOLLOWERS_FOR_COUNT) {
    throw new GraphError(10, "(#10) Not enough followers");
  }
  const data = names
    .map((name) => ({
      name,
      period: "day",
      values: seriesOf(name, posts, sinceMs, untilMs, account.id),
      title: name,
      description: name,
      id: id(name),
    }))
    .filter(({ values }) => values.length > 0);
  return { data };
}

function total(name: string, posts: readonly ShownPost[], sinceMs: number, untilMs: number): number {
  const read = ACCOUNT_METRICS[name] ?? (() => 0);
  return posts.reduce((sum, post) => sum + read(figuresOf(post, untilMs)) - read(figuresOf(post, sinceMs)), 0);
}

/** Whole UTC days, each under the time it ended at. */
function seriesOf(name: string, posts: readonly ShownPost[], sinceMs: number, untilMs: number, accountId: string) {
  const values: { value: number; end_time: string }[] = [];
  for (let from = startOfDay(sinceMs); from + DAY_MS <= untilMs; from += DAY_MS) {
    const to = from + DAY_MS;
    const value =
      name === "follower_count"
        ? followersOf(accountId, posts, to) - followersOf(accountId, posts, from)
        : reachBetween(posts, from, to);
    values.push({ value, end_time: graphTime(to) });
  }
  return values;
}

/** Seconds since 1970 as Graph takes them; default: the last two days. Never younger than the lag. */
function rangeOf({ clock }: Emulation, { since, until }: GraphCall["parameters"]) {
  const nowMs = clock.now().getTime();
  const untilMs = until === undefined ? nowMs : Number(until) * SECOND_MS;
  const sinceMs = since === undefined ? untilMs - 2 * DAY_MS : Number(since) * SECOND_MS;
  if (!(sinceMs < untilMs)) throw invalidParameter("since must be before until");
  if (untilMs - sinceMs > MOST_DAYS * DAY_MS) {
    throw invalidParameter(`There cannot be more than ${MOST_DAYS} days between since and until`);
  }
  return { sinceMs, untilMs: Math.min(untilMs, startOfDay(nowMs - DAY_LAG_MS) + DAY_MS) };
}

function metricsOf({ metric }: GraphCall["parameters"], known: readonly string[]): string[] {
  const names = String(metric ?? "").split(",");
  const unknown = names.findIndex((name) => !known.includes(name));
  if (unknown !== -1)
    throw invalidParameter(`metric[${unknown}] must be one of the following values: ${known.join(", ")}`);
  return names;
}

function postsOf(emulation: Emulation, accountId: string): ShownPost[] {
  return [...emulation.state.posts.values()]
    .filter((post) => post.accountId === accountId)
    .map((post) => shown(post, productOf(emulation, post) === "REELS"));
}

function productOf(emulation: Emulation, post: EmulatedPost): Product {
  const product = String(postFields(emulation, post).media_product_type?.() ?? "FEED");
  return product === "REELS" || product === "STORY" ? product : "FEED";
}

const shown = ({ id, accountId, caption, atMs }: EmulatedPost, isVideo: boolean): ShownPost => ({
  id,
  accountId,
  caption,
  atMs,
  isVideo,
});
