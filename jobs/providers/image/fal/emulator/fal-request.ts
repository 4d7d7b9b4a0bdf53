// What flux-lora takes, checked field by field, and the words of the queue for what it refuses.
import { z } from "zod";
import type { EmulatedReply } from "../../../emulator/server.ts";

const NAMED_SIZES = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const;
const side = z.number().int().min(64).max(2_048);

export const FluxLoraInput = z.strictObject({
  prompt: z.string().min(1),
  loras: z.array(z.strictObject({ path: z.string().min(1), scale: z.number().min(-1).max(4).default(1) })).default([]),
  image_size: z
    .union([
      z.strictObject({ width: side, height: side }),
      z.enum(Object.keys(NAMED_SIZES) as [keyof typeof NAMED_SIZES]).transform((name) => NAMED_SIZES[name]),
    ])
    .default(NAMED_SIZES.landscape_4_3),
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  guidance_scale: z.number().min(0).max(35).default(3.5),
  num_images: z.number().int().min(1).max(4).default(1),
  seed: z.number().int().optional(),
  enable_safety_checker: z.boolean().default(true),
  output_format: z.enum(["jpeg", "png"]).default("jpeg"),
  sync_mode: z.literal(false).optional(),
});
export type FluxLoraInput = z.output<typeof FluxLoraInput>;

export const detail = (status: number, said: string | readonly object[]): EmulatedReply => ({
  status,
  body: { detail: said },
});

export function invalid(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  return detail(
    422,
    issues.map((issue) => ({ loc: ["body", ...issue.path], msg: issue.message, type: "value_error" })),
  );
}
