// What is asked of a vendor, as it is kept on a job: everything but files, which are named by their keys.
import { z } from "zod";

/** 1..10: whom it may be asked of at all (trust C7). */
const Explicitness = z.number().int().min(1).max(10);

export const ImageJobRequest = z.object({
  prompt: z.string(),
  negative: z.string(),
  seed: z.number().int(),
  aspectRatio: z.string(),
  explicitness: Explicitness,
  parameters: z.object({ steps: z.number(), guidance: z.number() }),
  /** What a preview card shows besides the prompt. */
  shot: z
    .object({ title: z.string(), lines: z.array(z.string()).readonly(), portrait: z.boolean().optional() })
    .optional(),
  /** The face to keep, by its key in our store. */
  referenceKey: z.string().optional(),
  /** The LoRA to use, by our id. */
  lora: z.object({ id: z.string(), scale: z.number() }).optional(),
});
export type ImageJobRequest = z.output<typeof ImageJobRequest>;

export const VideoJobRequest = z.object({
  prompt: z.string(),
  negative: z.string(),
  seed: z.number().int(),
  aspectRatio: z.string(),
  explicitness: Explicitness,
  seconds: z.number(),
  /** The first frame: a picture in our store. */
  imageKey: z.string(),
});
export type VideoJobRequest = z.output<typeof VideoJobRequest>;

export const VoiceJobRequest = z.object({
  text: z.string(),
  language: z.string(),
  explicitness: Explicitness,
  speed: z.number(),
});
export type VoiceJobRequest = z.output<typeof VoiceJobRequest>;

export const TrainingJobRequest = z.object({
  archiveKey: z.string(),
  pictures: z.number().int(),
  triggerWord: z.string(),
  steps: z.number().int(),
  rank: z.number().int(),
  learningRate: z.number().nullable(),
  name: z.string(),
});
export type TrainingJobRequest = z.output<typeof TrainingJobRequest>;
