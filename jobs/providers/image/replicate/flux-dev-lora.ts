// FLUX.1 dev with any LoRA: the usual maker of an avatar's pictures.
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { attemptNumber, inputMark } from "../../replicate/attempt-mark.ts";
import { fluxParameters } from "../flux-parameters.ts";
import { type ReplicateImageModel, unknownLora } from "./image-model.ts";

const MODEL = "black-forest-labs/flux-dev-lora";
/** As a training names what it made. */
const TRAINED_VERSION = /^([\w.-]+\/[\w.-]+):([0-9a-f]{64})$/;
const NAMED = /^[\w.-]+\/[\w.-]+(\/[\w.-]+)?$/;
const LINKED = /^(https:\/\/\S+|(huggingface\.co|civitai\.com)\/\S+)$/;

export const fluxDevLora: ReplicateImageModel = {
  model: MODEL,
  runsOn: MODEL,
  info: { quality: 4, speed: 3, lora: "link", loraBase: "flux.1-dev", takesReference: false },
  billing: "picture",
  // The model uses it only with an input picture, which we never send, and it comes back in every listing.
  mark: inputMark("prompt_strength", attemptNumber),
  prepare: (request) => {
    const { seed, steps, guidance, lora } = fluxParameters(request);
    const input = {
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
      ...(lora ? { lora_weights: weightsOf(lora), lora_scale: lora.scale } : {}),
    };
    return { run: { model: MODEL }, input };
  },
};

/** "owner/name", "owner/name/version", or a link to weights. */
function weightsOf({ reference }: NonNullable<ImageRequest["lora"]>): string {
  const trained = TRAINED_VERSION.exec(reference);
  if (trained) return `${trained[1]}/${trained[2]}`;
  if (NAMED.test(reference) || LINKED.test(reference)) return reference;
  throw unknownLora(MODEL, "Name it owner/name, owner/name/version, or by an https link to its .safetensors.");
}
