// Pixel sizes of aspect ratios: about one megapixel, multiples of 64, as FLUX models make them.
import { AppError } from "../../../agents/kernel/errors.ts";

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export const ASPECT_RATIOS: Readonly<Record<string, PixelSize>> = {
  "1:1": { width: 1024, height: 1024 },
  "16:9": { width: 1344, height: 768 },
  "21:9": { width: 1536, height: 640 },
  "3:2": { width: 1216, height: 832 },
  "2:3": { width: 832, height: 1216 },
  "4:5": { width: 896, height: 1088 },
  "5:4": { width: 1088, height: 896 },
  "3:4": { width: 896, height: 1152 },
  "4:3": { width: 1152, height: 896 },
  "9:16": { width: 768, height: 1344 },
  "9:21": { width: 640, height: 1536 },
};

/** @throws AppError `invalid_input` for a ratio nobody offers */
export function pixelSizeOf(aspectRatio: string): PixelSize {
  const size = Object.hasOwn(ASPECT_RATIOS, aspectRatio) ? ASPECT_RATIOS[aspectRatio] : undefined;
  if (size) return size;
  throw new AppError("invalid_input", `Aspect ratio ${aspectRatio} is not offered.`, {
    field: "aspectRatio",
    remedy: `Use one of ${Object.keys(ASPECT_RATIOS).join(", ")}.`,
  });
}
