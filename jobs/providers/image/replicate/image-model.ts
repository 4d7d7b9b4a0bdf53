// What the picture models on Replicate have in common, and what is checked for all of them before anything is paid.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageGeneratorInfo, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import type { AttemptMark } from "../../replicate/attempt-mark.ts";
import type { Billing } from "../../replicate/billing.ts";
import type { PredictionRequest } from "../../replicate/prediction-jobs.ts";

export interface ReplicateImageModel {
  /** Name in `info` and in the price book. */
  readonly model: string;
  /** "owner/name" of its predictions; null: of any trained model. */
  readonly runsOn: string | null;
  readonly info: Pick<
    ImageGeneratorInfo,
    "quality" | "speed" | "lora" | "loraBase" | "takesReference" | "needs" | "usualUnits"
  >;
  readonly billing: Billing;
  readonly mark: AttemptMark;
  /** @throws AppError `invalid_input` */
  prepare(request: ImageRequest): PredictionRequest;
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

export const within = (value: number, { least, most }: Range) => Math.min(most, Math.max(least, value));

/** The face is what such a model is for. @throws AppError `invalid_input` */
export function referenceOf({ reference }: ImageRequest, model: string): VendorFile {
  if (reference) return reference;
  throw new AppError("invalid_input", `${model} makes no picture without the face to keep.`, {
    field: "reference",
    remedy: "Hand over a reference picture, or use a model that needs none.",
  });
}

/** Another person's picture would be paid for otherwise. @throws AppError `invalid_input` */
export function checkIdentity(request: ImageRequest, { model, info }: ReplicateImageModel): void {
  if (request.lora && info.lora === null) {
    throw new AppError("invalid_input", `${model} takes no LoRA.`, { field: "lora", remedy: "Use a model that does." });
  }
  if (request.reference && !info.takesReference) {
    const remedy = "Use a model that does, or a LoRA of the face.";
    throw new AppError("invalid_input", `${model} takes no reference picture.`, { field: "reference", remedy });
  }
}

/** @throws AppError `invalid_input` */
export function unknownLora(model: string, remedy: string): AppError {
  return new AppError("invalid_input", `${model} does not understand how this LoRA is named.`, {
    field: "lora",
    remedy,
  });
}
