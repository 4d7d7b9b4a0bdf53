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

export const PRICE_BOOK: readonly ShippedPrice[] = [
  price("replicate", "black-forest-labs/flux-dev-lora", "image", "0.032", "replicate.com/pricing, 2026-10"),
  // By the megapixel; ours have one.
  price("fal", "fal-ai/flux-lora", "image", "0.035", "fal.ai/models/fal-ai/flux-lora, 2026-11"),
  price("openai", "gpt-6-luna", "input_token", "0.0000001", "openai pricing, 2026-11"),
  price("openai", "gpt-6-luna", "cached_input_token", "0.00000001", "openai pricing, 2026-11"),
  price("openai", "gpt-6-luna", "output_token", "0.0000005", "openai pricing, 2026-11"),
  // A server of one's own bills nothing a token until its owner enters what it costs.
  price("openai-compatible", ANY_MODEL, "input_token", "0", "self-hosted"),
  price("openai-compatible", ANY_MODEL, "cached_input_token", "0", "self-hosted"),
  price("openai-compatible", ANY_MODEL, "output_token", "0", "self-hosted"),
  price("openai", "text-embedding-3-small", "input_token", "0.00000002", "openai pricing, 2026-11"),
];
