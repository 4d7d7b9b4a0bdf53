// How often and when accounts post, by platform: pacing for an audience, well inside what platforms publish as limits.
import { networkOf } from "./platform-name.ts";
import type { HourWeights } from "./slot-plan.ts";

export interface PostingHabits {
  /** Hours of the audience's day, 0-23. */
  readonly goodHours: readonly number[];
  readonly minGapHours: number;
  /** By local calendar day, and in any 24 hours, as platforms count. */
  readonly mostADay: number;
  readonly healthCheckHours: number;
}

const STORE: PostingHabits = { goodHours: [20, 21, 22, 23], minGapHours: 6, mostADay: 2, healthCheckHours: 12 };

/** The first four as domain 6 has them. */
export const POSTING_HABITS = {
  instagram: { goodHours: [13, 14, 15, 17, 18, 19], minGapHours: 4, mostADay: 3, healthCheckHours: 6 },
  tiktok: { goodHours: [14, 15, 16, 18, 19, 20, 21], minGapHours: 3, mostADay: 5, healthCheckHours: 4 },
  x: { goodHours: [12, 13, 17, 18], minGapHours: 1, mostADay: 10, healthCheckHours: 6 },
  gallery: STORE,
  age_verified_store: STORE,
  // The figures below are ours: after a sister platform, slower where each post rings a phone (Telegram) or is long.
  youtube: { goodHours: [12, 15, 17, 18, 20], minGapHours: 5, mostADay: 3, healthCheckHours: 6 },
  threads: { goodHours: [8, 12, 13, 18, 20, 21], minGapHours: 2, mostADay: 5, healthCheckHours: 6 },
  bluesky: { goodHours: [9, 12, 13, 17, 18, 20], minGapHours: 2, mostADay: 6, healthCheckHours: 6 },
  telegram_channel: { goodHours: [10, 13, 18, 20, 21], minGapHours: 4, mostADay: 3, healthCheckHours: 6 },
} as const satisfies Readonly<Record<string, PostingHabits>>;

/** A post goes out up to this long before or after its good hour. */
export const SPREAD_MINUTES = 30;

/** Of the days of an account, those on which nothing goes out. */
export const QUIET_DAY_SHARE = 0.1;

export interface WarmUpStep {
  /** Days since the account was connected, in its audience's calendar; it holds until the next step. */
  readonly fromDay: number;
  readonly mostADay: number;
  /** Whether a day between two posts stays empty. */
  readonly everyOtherDay: boolean;
}

/**
 * Ours. A platform knows nothing of a new account and is quick to hold back one that posts much at once; followers, too,
 * come by the week. So: a first look, then what a person with a new hobby would post, doubling weekly up to the habit.
 * Never more than the platform's own figure.
 */
export const WARM_UP: readonly WarmUpStep[] = [
  { fromDay: 0, mostADay: 1, everyOtherDay: true },
  { fromDay: 3, mostADay: 2, everyOtherDay: false },
  { fromDay: 7, mostADay: 3, everyOtherDay: false },
  { fromDay: 14, mostADay: 5, everyOtherDay: false },
  { fromDay: 21, mostADay: 10, everyOtherDay: false },
];

/** Platforms without a row keep Instagram's habits. */
export function habitsOf(platform: string): PostingHabits {
  const network = networkOf(platform);
  return Object.hasOwn(POSTING_HABITS, network)
    ? POSTING_HABITS[network as keyof typeof POSTING_HABITS]
    : POSTING_HABITS.instagram;
}

/** What holds on a day of an account's life; the day before it was connected counts as the first. */
export function warmUpStep(ageDays: number): WarmUpStep {
  const step = WARM_UP.findLast(({ fromDay }) => fromDay <= Math.max(0, ageDays));
  if (!step) throw new RangeError("the warm-up starts on day 0");
  return step;
}

/** Whether a post would stand next to another in days that want one between. @param hasPost on the day before (-1), after (1) */
export function restsOn(ageDays: number, hasPost: (daysFrom: -1 | 1) => boolean): boolean {
  return (warmUpStep(ageDays).everyOtherDay && hasPost(-1)) || (warmUpStep(ageDays + 1).everyOtherDay && hasPost(1));
}

/** The platform's good hours, each as good as the next: what stands until an account's own are learned. */
export function priorHours(platform: string): HourWeights {
  const { goodHours } = habitsOf(platform);
  return Array.from({ length: 24 }, (_, hour) => (goodHours.includes(hour) ? 1 / goodHours.length : 0));
}
