// What each model takes, checked field by field as its own schema says; anything else is refused as the vendor refuses it.
import { z } from "zod";
import { ASPECT_RATIOS } from "../../image/aspect-ratios.ts";

const LORA =
  /^([A-Za-z0-9._-]+\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)?|huggingface\.co\/\S+|civitai\.com\/models\/\d+\S*|https:\/\/\S+\.safetensors(\?\S*)?)$/;
const prompt = z.string().min(1);
const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const between = (least: number, most: number) => z.number().min(least).max(most);
const seed = z.number().int().optional();
const lora = z.string().regex(LORA).optional();
const link = z.url();
const format = z.enum(["webp", "jpg", "png"]).default("webp");
const quality = whole(0, 100).default(80);
const ratioOf = (...more: readonly string[]) =>
  z.string().refine((ratio) => ratio in ASPECT_RATIOS || more.includes(ratio), "not one of the aspect ratios");

export const FluxDevLoraInput = z.strictObject({
  prompt,
  aspect_ratio: ratioOf().default("1:1"),
  image: link.optional(),
  prompt_strength: between(0, 1).default(0.8),
  num_outputs: whole(1, 4).default(1),
  num_inference_steps: whole(1, 50).default(28),
  guidance: between(0, 10).default(3),
  seed,
  output_format: format,
  output_quality: quality,
  disable_safety_checker: z.boolean().default(false),
  go_fast: z.boolean().default(true),
  lora_weights: lora,
  lora_scale: between(-1, 3).default(1),
  extra_lora: lora,
  extra_lora_scale: between(-1, 3).default(1),
  hf_api_token: z.string().optional(),
  civitai_api_token: z.string().optional(),
  megapixels: z.enum(["1", "0.25"]).default("1"),
});

export const TrainedVersionInput = z.strictObject({
  prompt,
  model: z.enum(["dev", "schnell"]).default("dev"),
  image: link.optional(),
  mask: link.optional(),
  aspect_ratio: ratioOf("custom").default("1:1"),
  width: whole(256, 1_440).optional(),
  height: whole(256, 1_440).optional(),
  num_outputs: whole(1, 4).default(1),
  num_inference_steps: whole(1, 50).default(28),
  guidance_scale: between(0, 10).default(3),
  prompt_strength: between(0, 1).default(0.8),
  seed,
  lora_scale: between(-1, 3).default(1),
  extra_lora: lora,
  extra_lora_scale: between(-1, 3).default(1),
  replicate_weights: z.string().optional(),
  go_fast: z.boolean().default(false),
  megapixels: z.enum(["1", "0.25"]).default("1"),
  output_format: format,
  output_quality: quality,
  disable_safety_checker: z.boolean().default(false),
});

export const FluxKontextInput = z.strictObject({
  prompt,
  input_image: link.optional(),
  aspect_ratio: ratioOf("match_input_image", "2:1", "1:2").default("match_input_image"),
  seed,
  output_format: z.enum(["png", "jpg"]).default("png"),
  safety_tolerance: whole(0, 6).default(2),
  prompt_upsampling: z.boolean().default(false),
});

export const SdxlInput = z.strictObject({
  prompt: z.string().default("An astronaut riding a rainbow unicorn"),
  negative_prompt: z.string().default(""),
  image: link.optional(),
  mask: link.optional(),
  width: z.number().int().default(1_024),
  height: z.number().int().default(1_024),
  num_outputs: whole(1, 4).default(1),
  scheduler: z
    .enum(["DDIM", "DPMSolverMultistep", "HeunDiscrete", "KarrasDPM", "K_EULER_ANCESTRAL", "K_EULER", "PNDM"])
    .default("K_EULER"),
  num_inference_steps: whole(1, 500).default(50),
  guidance_scale: between(1, 50).default(7.5),
  prompt_strength: between(0, 1).default(0.8),
  seed,
  refine: z.enum(["no_refiner", "expert_ensemble_refiner", "base_image_refiner"]).default("no_refiner"),
  high_noise_frac: between(0, 1).default(0.8),
  refine_steps: z.number().int().optional(),
  apply_watermark: z.boolean().default(true),
  lora_scale: between(0, 1).default(0.6),
  replicate_weights: z.string().optional(),
  disable_safety_checker: z.boolean().default(false),
});

export const FluxPulidInput = z.strictObject({
  main_face_image: link,
  prompt: z.string().default("portrait, color, cinematic"),
  negative_prompt: z.string().default("bad quality, worst quality, text, signature, watermark, extra limbs"),
  width: whole(256, 1_536).default(896),
  height: whole(256, 1_536).default(1_152),
  num_steps: whole(1, 20).default(20),
  start_step: whole(0, 10).default(0),
  guidance_scale: between(1, 10).default(4),
  id_weight: between(0, 3).default(1),
  seed,
  true_cfg: between(1, 10).default(1),
  max_sequence_length: whole(128, 512).default(128),
  output_format: format,
  output_quality: whole(1, 100).default(80),
  num_outputs: whole(1, 4).default(1),
});

export const KlingInput = z.strictObject({
  prompt,
  negative_prompt: z.string().default(""),
  start_image: link.optional(),
  end_image: link.optional(),
  image: link.optional(),
  aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
  duration: z.union([z.literal(5), z.literal(10)]).default(5),
});

export const TrainerInput = z.strictObject({
  input_images: link,
  trigger_word: z.string().default("TOK"),
  autocaption: z.boolean().default(true),
  autocaption_prefix: z.string().optional(),
  autocaption_suffix: z.string().optional(),
  steps: whole(3, 6_000).default(1_000),
  learning_rate: z.number().default(4e-4),
  batch_size: z.number().int().default(1),
  resolution: z.string().default("512,768,1024"),
  lora_rank: whole(1, 128).default(16),
  caption_dropout_rate: between(0, 1).default(0.05),
  optimizer: z.string().default("adamw8bit"),
  cache_latents_to_disk: z.boolean().default(false),
  layers_to_optimize_regex: z.string().optional(),
  gradient_checkpointing: z.boolean().default(false),
  hf_repo_id: z.string().optional(),
  hf_token: z.string().optional(),
  wandb_api_key: z.string().optional(),
  wandb_project: z.string().default("flux_train_replicate"),
  wandb_run: z.string().optional(),
  wandb_entity: z.string().optional(),
  wandb_sample_interval: z.number().int().min(1).default(100),
  wandb_sample_prompts: z.string().optional(),
  wandb_save_interval: z.number().int().min(1).default(100),
  skip_training_and_use_pretrained_hf_lora_url: z.string().optional(),
});
export type TrainerInput = z.output<typeof TrainerInput>;
