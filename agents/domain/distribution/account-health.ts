// How well an account does, 0-100, by what its platform tells, and what follows from that (domain 6). Pure.
import { networkOf } from "./platform-name.ts";
import { habitsOf } from "./posting-habits.ts";

export type AccountHealthState = "warming" | "healthy" | "degraded" | "limited" | "suspended" | "disconnected";

/** An account that paused itself is looked at sooner: two good checks let it go on. */
const RECHECK_HOURS = 1;

export const HEALTHY_SCORE = 70;
/** Checks in a row that must pass before a self-paused account goes on (domain 6). */
export const PASSES_TO_RECOVER = 2;
/** A new account is warming for so long, whatever it scores. */
export const WARMING_DAYS = 14;

const REACH_POSTS = 7;
/** The signal: the last posts reach less than this share of the median of 30 days (domain 6). */
const REACH_DROP_SHARE = 0.5;
/** So many posts must stand behind the median, or one weak week is its own comparison. */
const REACH_BASELINE_POSTS = 14;

/** What a check found out. What the platform does not tell is null and earns nothing. */
export interface HealthFacts {
  readonly platform: string;
  readonly tokenValid: boolean;
  /** It refuses calls now, or said so in its headers. */
  readonly rateLimited: boolean;
  /** The platform has restricted the account, or blocks its posts. */
  readonly restricted: boolean;
  /** Interactions a post by followers, percent. */
  readonly engagementPercent: number | null;
  readonly followers: number | null;
  readonly posts: number | null;
  /** All likes ever, where the platform counts them. */
  readonly likes: number | null;
  readonly reachDropped: boolean;
  readonly ageDays: number;
}

export const HEALTH_PARTS = ["token", "engagement", "rate", "followers", "posts", "likes"] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

export interface HealthScore {
  /** 0..100, the sum of the parts. */
  readonly score: number;
  readonly parts: readonly { readonly part: HealthPart; readonly points: number; readonly most: number }[];
}

type Steps = readonly (readonly [above: number, points: number])[];

const TOKEN_POINTS = 50;
const RATE_POINTS = 20;
/** Rate above it, percent. */
const ENGAGEMENT: Steps = [
  [5, 30],
  [2, 20],
  [1, 10],
];
const FOLLOWERS: Steps = [
  [10_000, 20],
  [1_000, 15],
  [100, 10],
];
const VIDEOS: Steps = [
  [50, 15],
  [10, 10],
];
const LIKES_PER_FOLLOWER: Steps = [
  [0.1, 15],
  [0.05, 10],
];

export function scoreHealth(facts: HealthFacts): HealthScore {
  const token = { part: "token", points: facts.tokenValid ? TOKEN_POINTS : 0, most: TOKEN_POINTS } as const;
  const parts = networkOf(facts.platform) === "tiktok" ? [token, ...tiktokParts(facts)] : [token, ...usualParts(facts)];
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

/** Instagram's, and of every platform that has no formula of its own. */
function usualParts({ engagementPercent, rateLimited }: HealthFacts): HealthScore["parts"] {
  return [
    { part: "engagement", points: pointsOf(engagementPercent, ENGAGEMENT, "above"), most: 30 },
    { part: "rate", points: rateLimited ? 0 : RATE_POINTS, most: RATE_POINTS },
  ];
}

function tiktokParts({ followers, posts, likes }: HealthFacts): HealthScore["parts"] {
  const perFollower = likes === null || !followers ? null : likes / followers;
  return [
    { part: "followers", points: pointsOf(followers, FOLLOWERS, "from"), most: 20 },
    { part: "posts", points: pointsOf(posts, VIDEOS, "from"), most: 15 },
    { part: "likes", points: pointsOf(perFollower, LIKES_PER_FOLLOWER, "from"), most: 15 },
  ];
}

function pointsOf(value: number | null, steps: Steps, mode: "above" | "from"): number {
  if (value === null) return 0;
  const step = steps.find(([limit]) => (mode === "above" ? value > limit : value >= limit));
  return step?.[1] ?? 0;
}

/** The worst that is true, in this order. */
export function healthState(facts: HealthFacts, score: number): AccountHealthState {
  if (!facts.tokenValid) return "disconnected";
  if (facts.restricted) return "suspended";
  if (facts.rateLimited) return "limited";
  if (facts.ageDays < WARMING_DAYS) return "warming";
  if (facts.reachDropped || score < HEALTHY_SCORE) return "degraded";
  return "healthy";
}

/**
 * Where posting on does harm or cannot work. A low score or less reach is told, but posts on: a small account that stood
 * still would stay small, and one that nobody sees would never be seen again.
 */
export function isUnhealthy(state: AccountHealthState): boolean {
  return state === "limited" || state === "suspended" || state === "disconnected";
}

export interface PauseState {
  /** null: it posts. "operator": only a person lets it go on. */
  readonly pausedBy: "operator" | "health" | null;
  /** Of the checks before this one, newest first. */
  readonly before: readonly AccountHealthState[];
}

/** What a check does to the pause. */
export function pauseAfter(state: AccountHealthState, { pausedBy, before }: PauseState): "pause" | "recover" | "keep" {
  if (isUnhealthy(state)) return pausedBy === null ? "pause" : "keep";
  if (pausedBy !== "health") return "keep";
  const earlier = before.slice(0, PASSES_TO_RECOVER - 1);
  return earlier.length === PASSES_TO_RECOVER - 1 && !earlier.some(isUnhealthy) ? "recover" : "keep";
}

export function checkEveryHours(platform: string, isSelfPaused: boolean): number {
  if (isSelfPaused) return RECHECK_HOURS;
  return habitsOf(platform).healthCheckHours;
}

/** @param reaches of the posts of the last 30 days, newest first */
export function hasReachDropped(reaches: readonly number[]): boolean {
  if (reaches.length < REACH_BASELINE_POSTS) return false;
  const last = reaches.slice(0, REACH_POSTS);
  return median(last) < REACH_DROP_SHARE * median(reaches);
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** Interactions a post by followers, percent; null without either. */
export function engagementPercent(interactions: readonly number[], followers: number | null): number | null {
  if (interactions.length === 0 || !followers) return null;
  const average = interactions.reduce((sum, each) => sum + each, 0) / interactions.length;
  return (100 * average) / followers;
}
