// What flux-dev-lora takes, checked field by field; anything else is refused as the vendor refuses it.
import { z } from "zod";
import { ASPECT_RATIOS } from "../../aspect-ratios.ts";

const LORA =
  /^([A-Za-z0-9._-]+\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)?|huggingface\.co\/\S+|civitai\.com\/models\/\d+\S*|https:\/\/\S+\.safetensors(\?\S*)?)$/;
const scale = z.number().min(-1).max(3);

export const FluxInput = z.strictObject({
  prompt: z.string().min(1),
  aspect_ratio: z
    .string()
    .refine((ratio) => ratio in ASPECT_RATIOS, "not one of the aspect ratios")
    .default("1:1"),
  image: z.url().optional(),
  prompt_strength: z.number().min(0).max(1).default(0.8),
  num_outputs: z.number().int().min(1).max(4).default(1),
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  guidance: z.number().min(0).max(10).default(3),
  seed: z.number().int().optional(),
  output_format: z.enum(["webp", "jpg", "png"]).default("webp"),
  output_quality: z.number().int().min(0).max(100).default(80),
  disable_safety_checker: z.boolean().default(false),
  go_fast: z.boolean().default(true),
  lora_weights: z.string().regex(LORA).optional(),
  lora_scale: scale.default(1),
  extra_lora: z.string().regex(LORA).optional(),
  extra_lora_scale: scale.default(1),
  hf_api_token: z.string().optional(),
  civitai_api_token: z.string().optional(),
  megapixels: z.enum(["1", "0.25"]).default("1"),
});
export type FluxInput = z.output<typeof FluxInput>;

/** The body of a create; webhooks are not emulated, so asking for one is refused rather than forgotten. */
export const CreateBody = z.strictObject({
  version: z.string().optional(),
  input: z.record(z.string(), z.unknown()),
});
