// A picture as trainers learn from: square-ish megapixel at most, JPEG, no metadata that could be learned from or leak.
import sharp from "sharp";
import { MAX_PIXELS } from "./inspect-image.ts";

/** Longest side: trainers scale to 512, 768 and 1024 themselves. */
const SIDE = 1_024;
const JPEG_QUALITY = 92;

export async function trainingPicture(bytes: Uint8Array): Promise<Uint8Array> {
  return await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}
