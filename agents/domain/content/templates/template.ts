// One shot a batch can ask for (domain 3). Shipped wording stays non-explicit at every tier.
import type { Tier } from "../tier.ts";

export const CATEGORIES = [
  "fitness",
  "lifestyle",
  "glamour",
  "beach",
  "urban",
  "nature",
  "artistic",
  "wellness",
  "fashion",
  "evening",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What image generators are asked for; each says which of them it makes. */
export const ASPECT_RATIOS = ["1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21"] as const;
export type AspectRatio = (typeof ASPECT_RATIOS)[number];

export interface Template {
  readonly key: string;
  readonly category: Category;
  readonly tier: Tier;
  /** 1..10, inside the tier's range. */
  readonly explicitness: number;
  readonly prompt: string;
  /** An operator's own may leave pose and light open: a preset's suggestion then stands in. */
  readonly pose: string;
  readonly lighting: string;
  readonly angle: string;
  readonly aspectRatio: AspectRatio;
  /** Niches it fits best. */
  readonly niches: readonly string[];
  /** Lower-case single words; the first is a hashtag where no other worked better. */
  readonly tags: readonly string[];
}
