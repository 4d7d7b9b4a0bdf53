// What Luma's generations/video takes, checked field by field, and its words for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";

const Keyframe = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("image"), url: z.url() }),
  z.strictObject({ type: z.literal("generation"), id: z.uuid() }),
]);

export const VideoGeneration = z.strictObject({
  generation_type: z.literal("video").default("video"),
  model: z.enum(["ray-2", "ray-flash-2"]),
  prompt: z
    .string()
    .min(3, "Prompt is too short, minimum length is 3 characters")
    .max(5_000, "Prompt is too long, maximum length is 5000 characters"),
  aspect_ratio: z.enum(["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]).default("16:9"),
  duration: z.enum(["5s", "9s"]).default("5s"),
  resolution: z.enum(["540p", "720p", "1080p", "4k"]).default("720p"),
  keyframes: z.strictObject({ frame0: Keyframe.optional(), frame1: Keyframe.optional() }).optional(),
  loop: z.boolean().optional(),
  concepts: z.array(z.strictObject({ key: z.string() })).optional(),
  callback_url: z.url().optional(),
});
export type VideoGeneration = z.output<typeof VideoGeneration>;

export const detail = (status: number, said: string): EmulatedReply => ({ status, body: { detail: said } });

/** Pixels of the shapes at a tenth of their real size, even. */
export function sizeOf({ aspect_ratio }: VideoGeneration): { width: number; height: number } {
  const [across = 1, down = 1] = aspect_ratio.split(":").map(Number);
  const side = (part: number) => Math.round((72 * part) / Math.min(across, down) / 2) * 2;
  return { width: side(across), height: side(down) };
}
