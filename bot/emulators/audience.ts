// An audience that is not there: what it does with each post follows from seeds and the clock, so figures grow, differ and repeat.
import { createHash } from "node:crypto";
import { DAY_MS, HOUR_MS } from "../../agents/kernel/clock.ts";

export interface ShownPost {
  readonly id: string;
  readonly accountId: string;
  readonly caption: string;
  readonly atMs: number;
  readonly isVideo: boolean;
}

export interface AudienceFigures {
  readonly views: number;
  readonly reach: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  readonly saves: number;
  readonly follows: number;
}

/** Followers of an account nobody has posted on. */
const FOLLOWERS = { least: 400, most: 6_000 };
/** Of the followers and those beside them, who see a usual post in the end. */
const REACH_SHARE = 0.35;
/** Hours until two thirds of all who will see it have. */
const SPREAD_HOURS = 14;
/** Luck, as the deviation of a logarithm. */
const LUCK = 0.4;
/** How awake the audience is, by its own hour (New York without daylight saving). */
const OFFSET_HOURS = -5;
const AWAKE = [3, 2, 1, 1, 1, 2, 4, 6, 8, 9, 9, 10, 12, 14, 14, 13, 11, 12, 14, 15, 15, 13, 9, 5].map(
  (each) => each / 10,
);
/** Three neighbouring hours each audience likes in its own way: what can be learned. */
const FAVOURITE = 1.7;
const QUESTION = 1.3;
const VIDEO = 1.8;

/** 0..1, the same for the same words. */
function seeded(...words: readonly string[]): number {
  return createHash("sha256").update(words.join("\n")).digest().readUInt32BE(0) / 2 ** 32;
}

/** Of one post when it has been out until `nowMs`. Never shrinks. */
export function figuresOf(post: ShownPost, nowMs: number): AudienceFigures {
  const ageHours = Math.max(0, nowMs - post.atMs) / HOUR_MS;
  const seen = 1 - Math.exp(-ageHours / SPREAD_HOURS);
  const reach = baseFollowers(post.accountId) * REACH_SHARE * likingOf(post) * seen;
  const share = (name: string, of: number) => Math.floor(reach * of * (0.7 + 0.6 * seeded(name, post.id)));
  return {
    views: Math.floor(reach * (1.2 + 0.4 * seeded("views", post.id))),
    reach: Math.floor(reach),
    likes: share("likes", 0.075),
    comments: share("comments", 0.006),
    shares: share("shares", 0.008),
    saves: share("saves", 0.012),
    follows: share("follows", 0.004),
  };
}

/** @param posts the account's own */
export function followersOf(accountId: string, posts: readonly ShownPost[], nowMs: number): number {
  return posts.reduce((sum, post) => sum + figuresOf(post, nowMs).follows, baseFollowers(accountId));
}

/** Whom an account reached from one moment to another. */
export function reachBetween(posts: readonly ShownPost[], fromMs: number, toMs: number): number {
  return posts.reduce((sum, post) => sum + figuresOf(post, toMs).reach - figuresOf(post, fromMs).reach, 0);
}

function baseFollowers(accountId: string): number {
  return Math.round(FOLLOWERS.least * (FOLLOWERS.most / FOLLOWERS.least) ** seeded("followers", accountId));
}

/** 1 is usual. */
function likingOf({ id, accountId, caption, atMs, isVideo }: ShownPost): number {
  const hour = Math.floor((((atMs / HOUR_MS + OFFSET_HOURS) % 24) + 24) % 24);
  const favourite = 8 + Math.floor(14 * seeded("hour", accountId));
  const isFavourite = hour >= favourite && hour < favourite + 3;
  const tags = caption.match(/#[\p{L}\p{N}_]+/gu) ?? [];
  const taste = tags.reduce((factor, tag) => factor * Math.exp(0.3 * (seeded("tag", accountId, tag) - 0.5)), 1);
  const luck = Math.exp(LUCK * (seeded("a", id) + seeded("b", id) + seeded("c", id) - 1.5) * 2);
  return (
    (0.3 + 0.7 * (AWAKE[hour] ?? 1)) *
    (isFavourite ? FAVOURITE : 1) *
    (/^[^\n]*\?/.test(caption) ? QUESTION : 1) *
    (isVideo ? VIDEO : 1) *
    taste *
    luck
  );
}

/** "2026-11-24": the first moment of the UTC day a time is in. */
export function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
