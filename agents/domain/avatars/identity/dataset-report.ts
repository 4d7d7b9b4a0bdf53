// Coverage of a training set as it is kept and shown.
import { z } from "zod";
import type { Coverage as CoverageValue } from "./curation.ts";

export const Coverage: z.ZodType<CoverageValue> = z.object({
  kept: z.number(),
  dropped: z.object({ near_duplicate: z.number(), not_like: z.number(), no_face: z.number() }),
  angles: z.record(z.string(), z.number()),
  framings: z.object({ full: z.number(), medium: z.number(), close: z.number() }),
  largestShare: z.number(),
  duplicateShare: z.number(),
  meanSimilarity: z.number().nullable(),
  warnings: z.array(z.enum(["lopsided", "duplicates", "few"])),
});
