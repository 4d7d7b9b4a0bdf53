// What was found in a file, as it is kept with it. A part that is absent was not examined.
import { z } from "zod";

const Verdict = z.object({
  provider: z.string(),
  model: z.string(),
  scores: z.record(z.string(), z.number()),
});

export const ModerationRecord = z.object({
  prompt: Verdict.nullish(),
  pixels: Verdict.nullish(),
  faces: z.object({ similarity: z.number().nullable(), apparentAge: z.number().nullable() }).nullish(),
});
