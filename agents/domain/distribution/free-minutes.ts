// Where in a day a post may still go: good hours less what other posts keep others away from. Whole minutes, in order.

import { DAY_MINUTES } from "./local-clock.ts";

/** Both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Spacing {
  readonly gapMinutes: number;
  /** In any 24 hours. */
  readonly mostADay: number;
}

/** Up to `most` further posts, each as early as it can be: that they fit, not where they go. */
export function earliestFit(
  stretches: readonly Stretch[],
  posts: readonly number[],
  spacing: Spacing,
  most: number,
): number[] {
  const fitted: number[] = [];
  let all = posts;
  for (const { from, to } of stretches) {
    for (let at = from; fitted.length < most; ) {
      at = firstFree(at, all, spacing);
      if (at > to) break;
      fitted.push(at);
      all = withPost(all, at);
    }
  }
  return fitted;
}

/** Every stretch of a window that is free. */
export function freeIn({ from, to }: Stretch, posts: readonly number[], spacing: Spacing): Stretch[] {
  const free: Stretch[] = [];
  for (let start = firstFree(from, posts, spacing); start <= to; ) {
    const end = Math.min(to, lastFree(start, posts, spacing));
    free.push({ from: start, to: end });
    start = firstFree(end + 1, posts, spacing);
  }
  return free;
}

/** In order of time. */
export function withPost(posts: readonly number[], post: number): number[] {
  const at = posts.findIndex((other) => other > post);
  return at < 0 ? [...posts, post] : [...posts.slice(0, at), post, ...posts.slice(at)];
}

/**
 * A post keeps others the gap away on both sides; as many posts as a day takes, less than 24 hours apart, keep away
 * whatever would lie within the same 24 hours. Called often: nothing is made here.
 */
function firstFree(minute: number, posts: readonly number[], { gapMinutes, mostADay }: Spacing): number {
  let at = minute;
  for (let index = 0; index < posts.length; index += 1) {
    const pushed = behind(at, posts, index, gapMinutes, mostADay);
    if (pushed > at) {
      at = pushed;
      index = -1; // an earlier run of posts may reach this far
    }
  }
  return at;
}

/** Behind what starts at one post, if the moment lies in it. */
function behind(at: number, posts: readonly number[], index: number, gap: number, mostADay: number): number {
  const first = posts[index] ?? Number.NaN;
  const last = posts[index + mostADay - 1];
  const isFull = last !== undefined && last - first < DAY_MINUTES;
  if (isFull && at > last - DAY_MINUTES && at < first + DAY_MINUTES) return Math.ceil(first + DAY_MINUTES);
  return at > first - gap && at < first + gap ? Math.ceil(first + gap) : at;
}

/** The end of the free stretch that a free minute lies in. */
function lastFree(minute: number, posts: readonly number[], { gapMinutes, mostADay }: Spacing): number {
  let end = Number.POSITIVE_INFINITY;
  for (const [index, first] of posts.entries()) {
    const last = posts[index + mostADay - 1];
    const starts = [first - gapMinutes];
    if (last !== undefined && last - first < DAY_MINUTES) starts.push(last - DAY_MINUTES);
    for (const start of starts) if (start >= minute) end = Math.min(end, Math.floor(start));
  }
  return end;
}
