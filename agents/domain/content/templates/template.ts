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

export type AspectRatio = "4:5" | "1:1" | "9:16";

export interface Template {
  readonly key: string;
  readonly category: Category;
  readonly tier: Tier;
  /** 1..10, inside the tier's range. */
  readonly explicitness: number;
  readonly prompt: string;
  readonly pose: string;
  readonly lighting: string;
  readonly angle: string;
  readonly aspectRatio: AspectRatio;
  /** Niches it fits best. */
  readonly niches: readonly string[];
  /** Lower-case single words, also used as hashtags. */
  readonly tags: readonly string[];
}
