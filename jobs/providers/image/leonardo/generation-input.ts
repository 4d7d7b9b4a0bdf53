// Our request in the words of POST /generations, checked against what the model takes before anything is paid.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import type { LeonardoModel } from "./leonardo-models.ts";

/** "Invalid prompt, maximum length of 1500 characters exceeded." */
const PROMPT_MOST = 1_500;
/** "The maximum seed value is 2147483637 for Flux." Below that of every other model. */
const SEED_MOST = 2_147_483_637;
/** Weights of elements. */
const WEIGHT = { least: -1, most: 2 };

/** @throws AppError `invalid_input` */
export function generationInput(model: LeonardoModel, request: ImageRequest) {
  const { width, height } = pixelSizeOf(request.aspectRatio);
  if (request.prompt.length > PROMPT_MOST) {
    throw invalid("prompt", `Leonardo takes prompts of ${PROMPT_MOST} characters at most.`, "Shorten the prompt.");
  }
  if (request.reference && model.characterReference === null) {
    throw invalid("reference", "This model of Leonardo keeps no face.", "Set LEONARDO_MODEL to phoenix.");
  }
  const negative = model.takesNegative && request.negative !== "" ? { negative_prompt: request.negative } : {};
  return {
    ...model.settings,
    modelId: model.id,
    prompt: request.prompt,
    ...negative,
    width,
    height,
    num_images: 1,
    seed: (request.seed >>> 0) % (SEED_MOST + 1),
    // The prompt went through our own checks: nothing may be added to it.
    enhancePrompt: false,
    public: false,
    ...elementsOf(model, request),
  };
}

/** The uploaded face, as Character Reference. */
export function characterReference(preprocessorId: number, initImageId: string) {
  return { controlnets: [{ initImageId, initImageType: "UPLOADED", preprocessorId, strengthType: "High" }] };
}

function elementsOf(model: LeonardoModel, { lora }: ImageRequest) {
  if (!lora) return {};
  if (!model.takesElements) {
    throw invalid("lora", "This model of Leonardo takes no elements.", "Set LEONARDO_MODEL to flux-dev.");
  }
  if (!/^\d{1,15}$/.test(lora.reference)) {
    throw invalid(
      "lora",
      "Leonardo names its elements by a number.",
      "Use the userLoraId of an element trained there.",
    );
  }
  const weight = Math.min(WEIGHT.most, Math.max(WEIGHT.least, lora.scale));
  return { userElements: [{ userLoraId: Number(lora.reference), weight }] };
}

const invalid = (field: string, message: string, remedy: string) =>
  new AppError("invalid_input", message, { field, remedy });
