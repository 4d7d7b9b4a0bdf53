// When the figures of a post are read back: often while it is fresh, seldom later.
import { HOUR_MS } from "../../kernel/clock.ts";

/** Hours after publication: most of what a post does happens on its first day, a reel's tail lasts weeks. */
export const INSIGHT_AGES_HOURS = [1, 6, 24, 72, 168, 672] as const;

/** Of what is gone after a day, whose figures go with it: the last look comes an hour before (platforms 1.4). */
export const STORY_INSIGHT_AGES_HOURS = [1, 6, 23] as const;

/** A post older than this is not looked at any more, even if it never was. */
export const LAST_LOOK_HOURS = 840;

/** From this age on a post's engagement stands for what it will come to. */
export const SETTLED_HOURS = 24;

/** The oldest age it has come to, null before the first: what a standstill missed is not made up with later figures. */
export function dueAge(publishedAt: Date, isStory: boolean, now: Date): number | null {
  const hours = (now.getTime() - publishedAt.getTime()) / HOUR_MS;
  const ages: readonly number[] = isStory ? STORY_INSIGHT_AGES_HOURS : INSIGHT_AGES_HOURS;
  if (hours > (isStory ? 24 : LAST_LOOK_HOURS)) return null;
  return ages.findLast((age) => age <= hours) ?? null;
}
