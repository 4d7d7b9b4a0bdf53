// A picture cut to a shape, for models whose output has the shape of the picture they are given.
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import { inspectImage, MAX_PIXELS } from "../media/inspect-image.ts";

/** Sizes are multiples of 16 or more, so a ratio is never exact. */
const NEAR_ENOUGH = 0.03;

/** @param aspectRatio "9:16" @throws AppError `invalid_input` when it is no picture */
export async function fitPicture(picture: VendorFile, aspectRatio: string): Promise<VendorFile> {
  const { width, height, contentType } = await inspectImage(picture.bytes);
  const [across = 1, down = 1] = aspectRatio.split(":").map(Number);
  const wanted = across / down;
  if (Math.abs(width / height / wanted - 1) <= NEAR_ENOUGH) return { bytes: picture.bytes, contentType };
  const isWider = width / height > wanted;
  const size = isWider ? { width: Math.round(height * wanted), height } : { width, height: Math.round(width / wanted) };
  const bytes = await sharp(picture.bytes, { limitInputPixels: MAX_PIXELS })
    .resize({ ...size, fit: "cover" })
    .toBuffer()
    .catch((thrown: unknown) => {
      throw new AppError("invalid_input", "The picture cannot be read.", { reason: "image_broken", cause: thrown });
    });
  return { bytes, contentType };
}
