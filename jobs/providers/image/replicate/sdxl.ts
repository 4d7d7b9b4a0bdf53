// Stable Diffusion XL: the model here that takes a negative prompt, and LoRAs that its own trainer made.
import { attemptNumber, inputMark } from "../../replicate/attempt-mark.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import { type Range, type ReplicateImageModel, unknownLora, within } from "./image-model.ts";

const MODEL = "stability-ai/sdxl";
const VERSION = "7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc";
const STEPS: Range = { least: 1, most: 100 };
const GUIDANCE: Range = { least: 1, most: 50 };
const LORA_SCALE: Range = { least: 0, most: 1 };
const WEIGHTS = /^https:\/\/\S+$/;

export const sdxl: ReplicateImageModel = {
  model: MODEL,
  runsOn: MODEL,
  // 30 steps on an L40S.
  info: { quality: 3, speed: 4, lora: "link", loraBase: "sdxl", takesReference: false, usualUnits: { second: 5 } },
  billing: "time",
  // "Prompt strength when using img2img / inpaint": never ours.
  mark: inputMark("prompt_strength", attemptNumber),
  prepare: ({ prompt, negative, seed, aspectRatio, parameters, lora }) => {
    if (lora && !WEIGHTS.test(lora.reference)) throw unknownLora(MODEL, "Name it by the https link to its weights.");
    const { width, height } = pixelSizeOf(aspectRatio);
    const input = {
      prompt,
      negative_prompt: negative,
      width,
      height,
      num_outputs: 1,
      scheduler: "K_EULER",
      num_inference_steps: Math.round(within(parameters.steps, STEPS)),
      guidance_scale: within(parameters.guidance, GUIDANCE),
      seed: seed >>> 0,
      refine: "no_refiner",
      // Invisible; tells a generated picture.
      apply_watermark: true,
      disable_safety_checker: false,
      ...(lora ? { replicate_weights: lora.reference, lora_scale: within(lora.scale, LORA_SCALE) } : {}),
    };
    return { run: { version: `${MODEL}:${VERSION}` }, input };
  },
};
