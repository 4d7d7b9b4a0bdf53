// The picture models of fal.ai that are offered, and how each is asked (fal.ai/models/<id>/api, 2026-11).
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGeneratorInfo, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { NamedFile } from "../../fal/fal-storage.ts";
import { fitPicture } from "../../fal/fit-picture.ts";
import { inspectImage } from "../../media/inspect-image.ts";
import { ASPECT_RATIOS, pixelSizeOf } from "../aspect-ratios.ts";
import { fluxParameters } from "../flux-parameters.ts";
import type { FalImageModel } from "./fal.ts";

const COMMON = {
  provider: "fal",
  offline: false,
  unit: "image",
  aspectRatios: Object.keys(ASPECT_RATIOS),
} as const satisfies Partial<ImageGeneratorInfo>;

/** FLUX.1 dev with LoRAs by link. */
export const FLUX_LORA: FalImageModel = {
  info: {
    ...COMMON,
    model: "fal-ai/flux-lora",
    quality: 4,
    speed: 4,
    lora: "link",
    loraBase: "flux.1-dev",
    takesReference: false,
  },
  prepare: (request) => {
    const { seed, steps, guidance, lora } = fluxParameters(request);
    return {
      input: {
        prompt: request.prompt,
        seed,
        image_size: pixelSizeOf(request.aspectRatio),
        num_inference_steps: steps,
        guidance_scale: guidance,
        num_images: 1,
        output_format: "png",
        enable_safety_checker: true,
        ...(lora ? { loras: [{ path: lora.reference, scale: lora.scale }] } : {}),
      },
    };
  },
};

/** FLUX.1 dev with the face of a reference picture. */
export const FLUX_PULID: FalImageModel = {
  info: {
    ...COMMON,
    model: "fal-ai/flux-pulid",
    quality: 3,
    speed: 3,
    lora: null,
    takesReference: true,
    needs: "reference",
  },
  prepare: async (request) => {
    const { seed, steps, guidance } = fluxParameters(request);
    return {
      input: {
        prompt: request.prompt,
        ...(request.negative === "" ? {} : { negative_prompt: request.negative }),
        seed,
        image_size: pixelSizeOf(request.aspectRatio),
        num_inference_steps: steps,
        guidance_scale: guidance,
        // Tokens of the prompt that are read: scenes are longer than the usual 128.
        max_sequence_length: "256",
        enable_safety_checker: true,
      },
      files: { reference_image_url: await referenceOf(request, "fal-ai/flux-pulid") },
    };
  },
};

/** Shapes that FLUX.1 Kontext names. Others come out when none is named: then its picture has the shape of the reference. */
const KONTEXT_RATIOS = ["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"];
const KONTEXT_LEAST_GUIDANCE = 1;

/** FLUX.1 Kontext [pro]: the reference picture, changed by words. */
export const FLUX_KONTEXT: FalImageModel = {
  info: {
    ...COMMON,
    model: "fal-ai/flux-pro/kontext",
    quality: 5,
    speed: 4,
    lora: null,
    takesReference: true,
    needs: "reference",
  },
  prepare: async (request) => {
    pixelSizeOf(request.aspectRatio);
    const isNamed = KONTEXT_RATIOS.includes(request.aspectRatio);
    const reference = await referenceOf(request, "fal-ai/flux-pro/kontext");
    const { seed, guidance } = fluxParameters(request);
    return {
      input: {
        prompt: request.prompt,
        seed,
        guidance_scale: Math.max(KONTEXT_LEAST_GUIDANCE, guidance),
        num_images: 1,
        output_format: "png",
        safety_tolerance: "2",
        ...(isNamed ? { aspect_ratio: request.aspectRatio } : {}),
      },
      files: {
        image_url: isNamed ? reference : { ...reference, ...(await fitPicture(reference, request.aspectRatio)) },
      },
    };
  },
};

async function referenceOf({ reference }: ImageRequest, model: string): Promise<NamedFile> {
  if (reference) {
    const { contentType } = await inspectImage(reference.bytes);
    return { bytes: reference.bytes, contentType, name: `reference.${contentType.split("/")[1]}` };
  }
  throw new AppError("invalid_input", `${model} needs a reference picture.`, {
    field: "reference",
    remedy: "Give the avatar a face, or use a model without one.",
  });
}
