// A picture as PNG, for what travels in no other kind of file, such as a persona's card.
import sharp from "sharp";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { hasSyntheticMark, withSyntheticMark } from "./synthetic-mark.ts";

/** Longest side: so that even noise stays below what programs take for a card (5 MB). */
const SIDE = 1_024;

/**
 * Upright, without metadata; marked as made by AI where it was. Not signed: it is there to be written into.
 * @throws AppError as `inspectImage`
 */
export async function toPng(bytes: Uint8Array): Promise<EncodedImage> {
  await inspectImage(bytes);
  const png = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .png({ compressionLevel: 9 });
  return await encodeImage((await hasSyntheticMark(bytes)) ? withSyntheticMark(png) : png, "image/png");
}
