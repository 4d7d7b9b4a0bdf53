// Our request as flux-dev-lora's input, and the mark by which a prediction of ours is known again.
import { createHash } from "node:crypto";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";

const STEPS = { least: 1, most: 50 };
const GUIDANCE = { least: 0, most: 10 };
const LORA_SCALE = { least: -1, most: 3 };

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.min(most, Math.max(least, value));

/**
 * A number in [0, 1) that stands for the attempt, sent as `prompt_strength`: an input the model uses only with an input
 * picture, which we never send, and that comes back in every listing. So a lost submission is found without a guess.
 */
export function attemptMark(attemptKey: string): number {
  return createHash("sha256").update(attemptKey).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** FLUX takes no negative prompt: `negative` is left out. @throws AppError `invalid_input` */
export function fluxInput(request: ImageRequest, attemptKey: string): Record<string, string | number | boolean> {
  if (!(request.aspectRatio in ASPECT_RATIOS)) {
    throw new AppError("invalid_input", `Aspect ratio ${request.aspectRatio} is not offered.`, {
      field: "aspectRatio",
      remedy: `Use one of ${Object.keys(ASPECT_RATIOS).join(", ")}.`,
    });
  }
  const lora = request.lora;
  return {
    prompt: request.prompt,
    aspect_ratio: request.aspectRatio,
    num_outputs: 1,
    num_inference_steps: Math.round(within(request.parameters.steps, STEPS)),
    guidance: within(request.parameters.guidance, GUIDANCE),
    seed: request.seed >>> 0,
    output_format: "png",
    megapixels: "1",
    // The fast mode gives another picture each time, whatever the seed.
    go_fast: false,
    disable_safety_checker: false,
    prompt_strength: attemptMark(attemptKey),
    ...(lora ? { lora_weights: lora.reference, lora_scale: within(lora.scale, LORA_SCALE) } : {}),
  };
}
