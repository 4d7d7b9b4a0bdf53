// Our request as BFL's models take it: FLUX.2 by pixels for a new picture, FLUX.1 Kontext by ratio where a face is kept.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { pixelSizeOf } from "../aspect-ratios.ts";
import { fluxParameters } from "../flux-parameters.ts";

export const BFL_MODELS = ["flux-2-pro", "flux-2-max", "flux-2-klein-9b", "flux-2-klein-4b"] as const;
export type BflModel = (typeof BFL_MODELS)[number];

const REFERENCE_MODEL = "flux-kontext-pro";
/** Credits of a picture of one megapixel, by their price list (2026-11), where an answer does not tell. */
const LIST_CREDITS: Readonly<Record<BflModel | typeof REFERENCE_MODEL, number>> = {
  "flux-2-pro": 3,
  "flux-2-max": 7,
  "flux-2-klein-9b": 1.5,
  "flux-2-klein-4b": 1.4,
  "flux-kontext-pro": 4,
};
/** Of the API reference: "Supports up to 20MB". */
const REFERENCE_MAX_BYTES = 20 * 1024 * 1024;
const REFERENCE_TYPES = new Set(["image/png", "image/jpeg", "image/webp"]);
/** Their default, on a scale from 0 (strictest) to 5 or 6. */
const SAFETY_TOLERANCE = 2;

export interface BflInput {
  readonly model: BflModel | typeof REFERENCE_MODEL;
  readonly listCredits: number;
  /** Everything but the reference's bytes. They take no negative prompt, steps or guidance. */
  readonly fields: Readonly<Record<string, string | number>>;
}

/** @throws AppError `invalid_input`, before anything is paid */
export function bflInput(request: ImageRequest, model: BflModel): BflInput {
  const { width, height } = pixelSizeOf(request.aspectRatio);
  if (request.lora) throw invalid("lora", "Use a reference picture: BFL runs no LoRA of others.");
  if (request.reference) checkReference(request.reference);
  const common = {
    prompt: request.prompt,
    seed: fluxParameters(request).seed,
    output_format: "png",
    safety_tolerance: SAFETY_TOLERANCE,
  };
  return request.reference
    ? { ...priced(REFERENCE_MODEL), fields: { ...common, aspect_ratio: request.aspectRatio } }
    : { ...priced(model), fields: { ...common, width, height } };
}

const priced = (model: BflInput["model"]) => ({ model, listCredits: LIST_CREDITS[model] });

/** For quotes, made before it is known whether a face is to be kept: the dearer of the two. */
export function usualCredits(model: BflModel): number {
  return Math.max(LIST_CREDITS[model], LIST_CREDITS[REFERENCE_MODEL]);
}

function checkReference({ bytes, contentType }: VendorFile): void {
  if (!REFERENCE_TYPES.has(contentType)) throw invalid("reference", "Use a PNG, JPEG or WebP picture.");
  if (bytes.byteLength > REFERENCE_MAX_BYTES) throw invalid("reference", "Use a picture of at most 20 MB.");
}

const invalid = (field: string, remedy: string) =>
  new AppError("invalid_input", `BFL cannot use this ${field}.`, { field, remedy });
