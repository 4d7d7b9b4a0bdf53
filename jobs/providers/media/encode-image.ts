// The one way out of the picture library: within a time limit, and what it cannot decode is called so.
import type { Sharp } from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";

/** Ours take well below a second; what takes longer was made to. */
const TIMEOUT_SECONDS = 30;

export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
}

/** @param image with its output format chosen, the one `contentType` names @throws AppError `invalid_input` */
export async function encodeImage(image: Sharp, contentType: EncodedImage["contentType"]): Promise<EncodedImage> {
  try {
    const { data, info } = await image.timeout({ seconds: TIMEOUT_SECONDS }).toBuffer({ resolveWithObject: true });
    return { bytes: data, contentType, width: info.width, height: info.height };
  } catch (thrown) {
    throw new AppError("invalid_input", "The picture is damaged.", { reason: "image_broken", cause: thrown });
  }
}
