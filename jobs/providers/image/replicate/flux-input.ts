// Our request as flux-dev-lora's input, and the mark by which a prediction of ours is known again.
import { createHash } from "node:crypto";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import { fluxParameters } from "../flux-parameters.ts";

/**
 * A number in [0, 1) that stands for the attempt, sent as `prompt_strength`: an input the model uses only with an input
 * picture, which we never send, and that comes back in every listing. So a lost submission is found without a guess.
 */
export function attemptMark(attemptKey: string): number {
  return createHash("sha256").update(attemptKey).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** @throws AppError `invalid_input` */
export function fluxInput(request: ImageRequest, attemptKey: string): Record<string, string | number | boolean> {
  pixelSizeOf(request.aspectRatio);
  const { seed, steps, guidance, lora } = fluxParameters(request);
  return {
    prompt: request.prompt,
    aspect_ratio: request.aspectRatio,
    num_outputs: 1,
    num_inference_steps: steps,
    guidance,
    seed,
    output_format: "png",
    megapixels: "1",
    // The fast mode gives another picture each time, whatever the seed.
    go_fast: false,
    disable_safety_checker: false,
    prompt_strength: attemptMark(attemptKey),
    ...(lora ? { lora_weights: lora.reference, lora_scale: lora.scale } : {}),
  };
}
