// Shipped prices: seeds of the price book table, which an owner keeps up to date. All are list prices as read on `asOf`.
import { ANY_MODEL } from "./quote.ts";

export interface ShippedPrice {
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  /** US dollars a unit, decimal text. */
  readonly usd: string;
  readonly effectiveAt: Date;
  readonly source: string;
}

const asOf = new Date("2026-01-01T00:00:00Z");

const price = (provider: string, model: string, unit: string, usd: string, source: string): ShippedPrice => ({
  provider,
  model,
  unit,
  usd,
  effectiveAt: asOf,
  source,
});

const OPENAI_PICTURE_MODELS = [
  "gpt-image-2.6-flare",
  "gpt-image-2.6-sunburst",
  "gpt-image-2.5-flare",
  "gpt-image-2.5-sunburst",
];

/** A second of the GPU, by the names RUNPOD_GPU and MODAL_GPU take. */
const RUNPOD_SECOND: Readonly<Record<string, string>> = {
  "24gb": "0.00019",
  "4090": "0.00031",
  l40s: "0.00053",
  a100: "0.00076",
  h100: "0.00116",
  h200: "0.00155",
};
const MODAL_SECOND: Readonly<Record<string, string>> = {
  t4: "0.000164",
  l4: "0.000222",
  a10: "0.000306",
  l40s: "0.000542",
  a100: "0.000583",
  h100: "0.001097",
};

export const PRICE_BOOK: readonly ShippedPrice[] = [
  price("replicate", "black-forest-labs/flux-dev-lora", "image", "0.032", "replicate.com/pricing, 2026-10"),
  price("replicate", "black-forest-labs/flux-kontext-pro", "image", "0.04", "replicate.com/pricing, 2026-10"),
  // By the second of the machine they run on: H100, L40S, A100.
  price("replicate", "trained-version", "second", "0.001525", "replicate.com/pricing, H100, 2026-05"),
  price("replicate", "stability-ai/sdxl", "second", "0.000975", "replicate.com/pricing, L40S, 2026-05"),
  price("replicate", "bytedance/flux-pulid", "second", "0.0014", "replicate.com/pricing, A100, 2026-05"),
  price("replicate", "ostris/flux-dev-lora-trainer", "second", "0.001525", "replicate.com/pricing, H100, 2026-05"),
  price("replicate", "kwaivgi/kling-v2.5-turbo-pro", "second", "0.07", "replicate.com model page, 2026-10"),
  // By the megapixel; ours have one.
  price("fal", "fal-ai/flux-lora", "image", "0.035", "fal.ai/models/fal-ai/flux-lora, 2026-11"),
  price("fal", "fal-ai/flux-pulid", "image", "0.0333", "fal.ai/models/fal-ai/flux-pulid, 2026-11"),
  price("fal", "fal-ai/flux-pro/kontext", "image", "0.04", "fal.ai price lists, 2026-11"),
  price("fal", "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", "second", "0.07", "fal.ai model page, 2026-11"),
  price("fal", "fal-ai/pika/v2.2/image-to-video", "second", "0.04", "fal.ai model page, 720p, 2026-11"),
  price("fal", "fal-ai/flux-lora-fast-training", "step", "0.002", "fal.ai model page: $2 per 1000 steps, 2026-11"),
  price("fal", "fal-ai/flux-lora-portrait-trainer", "step", "0.0024", "fal.ai price lists, 2026-11"),
  price("bfl", ANY_MODEL, "credit", "0.01", "docs.bfl.ai/quick_start/pricing, 2026-11"),
  ...OPENAI_PICTURE_MODELS.flatMap((model) => [
    price("openai", model, "output_image_token", "0.00003", "openai pricing, 2026-11"),
    price("openai", model, "input_text_token", "0.000005", "openai pricing, 2026-11"),
    price("openai", model, "input_image_token", "0.000008", "openai pricing, 2026-11"),
  ]),
  // Its own calculator decides by model; this is what the pay-as-you-go plan comes to for FLUX dev.
  price("leonardo", ANY_MODEL, "image", "0.025", "leonardo.ai pay as you go, 2026-11"),
  ...Object.entries(RUNPOD_SECOND).map(([gpu, usd]) =>
    price("runpod", gpu, "second", usd, "runpod.io/pricing, 2026-08"),
  ),
  ...Object.entries(MODAL_SECOND).map(([gpu, usd]) => price("modal", gpu, "second", usd, "modal.com/pricing, 2026-11")),
  price("runway", "gen4_turbo", "second", "0.05", "docs.dev.runwayml.com/guides/pricing, 2026-11"),
  price("luma", "ray-2", "second", "0.142", "lumalabs.ai price lists, 720p, 2026-11"),
  price("luma", "ray-flash-2", "second", "0.048", "lumalabs.ai price lists, 720p, 2026-11"),
  price("automatic1111", ANY_MODEL, "image", "0", "self-hosted"),
  price("comfyui", ANY_MODEL, "image", "0", "self-hosted"),
  price("elevenlabs", "eleven_multilingual_v2", "character", "0.0001", "elevenlabs.io/pricing, 2026-11"),
  price("elevenlabs", "eleven_v3", "character", "0.0001", "elevenlabs.io/pricing, 2026-11"),
  price("elevenlabs", "eleven_v4", "character", "0.00008", "elevenlabs.io/pricing, 2026-11"),
  price("elevenlabs", "eleven_v4_turbo", "character", "0.00005", "elevenlabs.io/pricing, 2026-11"),
  price("elevenlabs", "eleven_flash_v2_5", "character", "0.00005", "elevenlabs.io/pricing, 2026-11"),
  price("azure-speech", "neural", "character", "0.000016", "azure.microsoft.com speech pricing, 2026-11"),
  price("openai", "gpt-6-luna", "input_token", "0.0000001", "openai pricing, 2026-11"),
  price("openai", "gpt-6-luna", "cached_input_token", "0.00000001", "openai pricing, 2026-11"),
  price("openai", "gpt-6-luna", "output_token", "0.0000005", "openai pricing, 2026-11"),
  // A server of one's own bills nothing a token until its owner enters what it costs.
  price("openai-compatible", ANY_MODEL, "input_token", "0", "self-hosted"),
  price("openai-compatible", ANY_MODEL, "cached_input_token", "0", "self-hosted"),
  price("openai-compatible", ANY_MODEL, "output_token", "0", "self-hosted"),
  price("openai-compatible", ANY_MODEL, "second", "0", "self-hosted"),
  // Their end is announced for 2027-02-26.
  price("openai", "gpt-4o-mini-transcribe", "second", "0.00005", "openai pricing: $0.003 a minute, 2026-11"),
  price("openai", "gpt-4o-transcribe", "second", "0.0001", "openai pricing: $0.006 a minute, 2026-11"),
  price("openai", "whisper-1", "second", "0.0001", "openai pricing: $0.006 a minute, 2026-11"),
  price("openai", "text-embedding-3-small", "input_token", "0.00000002", "openai pricing, 2026-11"),
];
