// When the figures of a post are read back: often while it is fresh, seldom later.

/**
 * Hours after publication: most of what a post does happens on its first day, a reel's tail lasts weeks. The oldest that
 * a post has come to is read: what a standstill missed is not made up with later figures.
 */
export const INSIGHT_AGES_HOURS = [1, 6, 24, 72, 168, 672] as const;

/** Of what is gone after a day, whose figures go with it: the last look comes an hour before (platforms 1.4). */
export const STORY_INSIGHT_AGES_HOURS = [1, 6, 23] as const;

/** A story is gone then. */
export const STORY_LIFE_HOURS = 24;

/** A post older than this is not looked at any more, even if it never was. */
export const LAST_LOOK_HOURS = 840;

/** From this age on a post's engagement stands for what it will come to. */
export const SETTLED_HOURS = 24;
