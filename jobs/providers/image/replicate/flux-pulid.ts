// FLUX.1 dev with PuLID: keeps the face of one picture, freer in everything else than an edit of that picture.
import { attemptNumber, inputMark } from "../../replicate/attempt-mark.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import { type Range, type ReplicateImageModel, referenceOf, within } from "./image-model.ts";

const MODEL = "bytedance/flux-pulid";
const VERSION = "8baa7ef2255075b46f4d91cd238c21d31181b3e6a864463f967960bb0112525b";
const STEPS: Range = { least: 1, most: 20 };
const GUIDANCE: Range = { least: 1, most: 10 };
/** Up to one hundredth from 1 the model leaves true guidance, and with it the negative prompt, alone. */
const TRUE_CFG_UNUSED = 0.005;

export const fluxPulid: ReplicateImageModel = {
  model: MODEL,
  runsOn: MODEL,
  // 20 steps on an A100.
  info: { quality: 4, speed: 2, lora: null, takesReference: true, needs: "reference", usualUnits: { second: 15 } },
  billing: "time",
  mark: inputMark("true_cfg", (attemptKey) => 1 + attemptNumber(attemptKey) * TRUE_CFG_UNUSED),
  prepare: (request) => {
    const { width, height } = pixelSizeOf(request.aspectRatio);
    const input = {
      prompt: request.prompt,
      main_face_image: referenceOf(request, MODEL),
      width,
      height,
      num_steps: Math.round(within(request.parameters.steps, STEPS)),
      // The lower, the more like the face.
      start_step: 0,
      guidance_scale: within(request.parameters.guidance, GUIDANCE),
      id_weight: 1,
      seed: request.seed >>> 0,
      num_outputs: 1,
      output_format: "png",
    };
    return { run: { version: `${MODEL}:${VERSION}` }, input };
  },
};
