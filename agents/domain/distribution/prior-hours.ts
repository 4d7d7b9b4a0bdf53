// Good hours of a platform before anything is learned of an account's own audience (domain 6).
import type { HourWeights } from "./slot-plan.ts";

const GOOD_HOURS: Readonly<Record<string, readonly number[]>> = {
  instagram: [13, 14, 15, 17, 18, 19],
  tiktok: [14, 15, 16, 18, 19, 20, 21],
  x: [12, 13, 17, 18],
};

/** Each good hour as good as the other; a platform that is not named has Instagram's. */
export function priorHours(platform: string): HourWeights {
  const good = GOOD_HOURS[platform] ?? GOOD_HOURS.instagram ?? [];
  return Array.from({ length: 24 }, (_, hour) => (good.includes(hour) ? 1 / good.length : 0));
}
