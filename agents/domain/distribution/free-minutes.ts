// Where in a day a post may still go: good hours less what other posts keep others away from. Whole minutes.

import { DAY_MINUTES } from "./local-clock.ts";

/** Both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Around one good hour. */
export interface Window extends Stretch {
  readonly hour: number;
}

export interface Spacing {
  readonly gapMinutes: number;
  /** In any 24 hours. */
  readonly mostADay: number;
}

/** Both ends free. */
interface Block {
  readonly after: number;
  readonly before: number;
}

/**
 * Posts in order of time. A post keeps others the gap away; as many posts as a day takes, less than 24 hours apart, keep
 * away each that would lie within the same 24 hours.
 */
function blocksOf(posts: readonly number[], { gapMinutes, mostADay }: Spacing): Block[] {
  const gaps = posts.map((post) => ({ after: post - gapMinutes, before: post + gapMinutes }));
  const full = posts.flatMap((first, index) => {
    const last = posts[index + mostADay - 1];
    if (last === undefined || last - first >= DAY_MINUTES) return [];
    return [{ after: last - DAY_MINUTES, before: first + DAY_MINUTES }];
  });
  return [...gaps, ...full];
}

/** What of a window is left by the posts near it. */
export function freeIn(window: Stretch, posts: readonly number[], spacing: Spacing): readonly Stretch[] {
  let free: Stretch[] = [window];
  for (const { after, before } of blocksOf(posts, spacing)) {
    free = free.flatMap((stretch) => {
      if (before <= stretch.from || after >= stretch.to) return [stretch];
      return [
        { from: stretch.from, to: Math.floor(after) },
        { from: Math.ceil(before), to: stretch.to },
      ].filter(({ from, to }) => from <= to);
    });
  }
  return free;
}

/** Up to `most` further posts, each as early as it can be: that they fit, not where they go. */
export function earliestFit(
  windows: readonly Window[],
  posts: readonly number[],
  spacing: Spacing,
  most: number,
): { readonly minute: number; readonly hour: number }[] {
  const fitted: { minute: number; hour: number }[] = [];
  let all = posts;
  while (fitted.length < most) {
    let first: { minute: number; hour: number } | null = null;
    for (const window of windows) {
      if (first && window.from >= first.minute) continue;
      const [free] = freeIn(window, all, spacing);
      if (free && (!first || free.from < first.minute)) first = { minute: free.from, hour: window.hour };
    }
    if (!first) break;
    fitted.push(first);
    all = withPost(all, first.minute);
  }
  return fitted;
}

/** In order of time. */
export function withPost(posts: readonly number[], post: number): number[] {
  const at = posts.findIndex((other) => other > post);
  return at < 0 ? [...posts, post] : posts.toSpliced(at, 0, post);
}
