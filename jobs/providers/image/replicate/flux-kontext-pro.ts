// FLUX.1 Kontext pro: an avatar's face in another scene, from one picture of it, without a LoRA.
import { fileMark } from "../../replicate/attempt-mark.ts";
import { type ReplicateImageModel, referenceOf } from "./image-model.ts";

const MODEL = "black-forest-labs/flux-kontext-pro";
const PICTURE = "input_image";
/** The most the model takes together with an input picture. */
const SAFETY_TOLERANCE = 2;

export const fluxKontextPro: ReplicateImageModel = {
  model: MODEL,
  runsOn: MODEL,
  info: { quality: 4, speed: 4, lora: null, takesReference: true, needs: "reference" },
  billing: "picture",
  mark: fileMark(PICTURE),
  prepare: (request) => {
    const input = {
      prompt: request.prompt,
      [PICTURE]: referenceOf(request, MODEL),
      aspect_ratio: request.aspectRatio,
      seed: request.seed >>> 0,
      output_format: "png",
      safety_tolerance: SAFETY_TOLERANCE,
      prompt_upsampling: false,
    };
    return { run: { model: MODEL }, input };
  },
};
