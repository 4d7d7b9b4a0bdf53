// Which fans of an avatar a segment means, as data.
import { z } from "zod";

const MOST_VALUES = 20;
const HIGHEST_USD = 1_000_000;
const MOST_DAYS = 3_650;

export const SEGMENT_STAGES = ["lead_magnet", "qualification", "conversion"] as const;
/** `none`: never had one. */
export const SUBSCRIPTION_WISHES = ["none", "active", "grace", "canceled", "ended"] as const;

const words = z.array(z.string().trim().min(1).max(60)).min(1).max(MOST_VALUES);
const usd = z.number().min(0).max(HIGHEST_USD);
const days = z.number().min(0).max(MOST_DAYS);

/** All conditions have to hold; one that is absent does not matter. Bounds are included. */
export const SegmentFilter = z.strictObject({
  stages: z.array(z.enum(SEGMENT_STAGES)).min(1).optional(),
  scoreFrom: z.number().int().min(0).max(100).optional(),
  scoreTo: z.number().int().min(0).max(100).optional(),
  /** At least one of them. */
  tags: words.optional(),
  /** None of them. */
  withoutTags: words.optional(),
  spentFrom: usd.optional(),
  spentTo: usd.optional(),
  /** Days since the fan last wrote. */
  silentFrom: days.optional(),
  silentTo: days.optional(),
  channels: words.optional(),
  languages: words.optional(),
  /** Has bought anything, or has not. */
  bought: z.boolean().optional(),
  /** Has bought this pack, by its slug; has not. */
  boughtPack: z.string().trim().min(1).max(60).optional(),
  withoutPack: z.string().trim().min(1).max(60).optional(),
  subscription: z.enum(SUBSCRIPTION_WISHES).optional(),
});
export type SegmentFilterValue = z.output<typeof SegmentFilter>;
