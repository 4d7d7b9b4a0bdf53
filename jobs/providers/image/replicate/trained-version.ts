// A version that our own training made, run itself: its LoRA is built in, and its machine time is what is billed.
import { attemptNumber, inputMark } from "../../replicate/attempt-mark.ts";
import { fluxParameters } from "../flux-parameters.ts";
import { type Range, type ReplicateImageModel, unknownLora, within } from "./image-model.ts";

/** Any of them: each training makes another. */
const MODEL = "trained-version";
const REFERENCE = /^[\w.-]+\/[\w.-]+:[0-9a-f]{64}$/;
const LORA_SCALE: Range = { least: -1, most: 2 };

export const trainedVersion: ReplicateImageModel = {
  model: MODEL,
  runsOn: null,
  // 28 steps on an H100.
  info: {
    quality: 4,
    speed: 3,
    lora: "name",
    loraBase: "flux.1-dev",
    needs: "lora",
    takesReference: false,
    usualUnits: { second: 8 },
  },
  billing: "own_time",
  // "Prompt strength when using img2img / inpaint": never ours.
  mark: inputMark("prompt_strength", attemptNumber),
  prepare: (request) => {
    const { seed, steps, guidance } = fluxParameters(request);
    const { lora } = request;
    if (!lora || !REFERENCE.test(lora.reference)) {
      throw unknownLora(MODEL, "Name the version a training on Replicate made: owner/name:version.");
    }
    const input = {
      prompt: request.prompt,
      model: "dev",
      aspect_ratio: request.aspectRatio,
      num_outputs: 1,
      num_inference_steps: steps,
      guidance_scale: guidance,
      lora_scale: within(lora.scale, LORA_SCALE),
      seed,
      output_format: "png",
      disable_safety_checker: false,
    };
    return { run: { version: lora.reference }, input };
  },
};
