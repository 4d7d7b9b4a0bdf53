// The small picture that lists and chats show. JPEG, because every surface takes it; marked like its original.
import sharp from "sharp";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import type { EncodedImage } from "./label-media.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

/** Longest side in pixels. */
const SIDE = 480;
const JPEG_QUALITY = 80;

export async function makeThumbnail(bytes: Uint8Array): Promise<EncodedImage> {
  await inspectImage(bytes);
  const small = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: JPEG_QUALITY });
  const { data, info } = await withSyntheticMark(small).toBuffer({ resolveWithObject: true });
  return { bytes: data, contentType: "image/jpeg", width: info.width, height: info.height };
}
