// Our request within the ranges FLUX models take, whoever runs them. They take no negative prompt: it is left out.
import type { ImageRequest } from "../../../agents/ports/image-generator.ts";

const STEPS = { least: 1, most: 50 };
const GUIDANCE = { least: 0, most: 10 };
const LORA_SCALE = { least: -1, most: 3 };

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Math.min(most, Math.max(least, value));

export function fluxParameters({ seed, parameters, lora }: ImageRequest) {
  return {
    seed: seed >>> 0,
    steps: Math.round(within(parameters.steps, STEPS)),
    guidance: within(parameters.guidance, GUIDANCE),
    lora: lora ? { reference: lora.reference, scale: within(lora.scale, LORA_SCALE) } : null,
  };
}
