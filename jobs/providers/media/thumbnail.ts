// The small picture that lists and chats show. JPEG, because every surface takes it; marked and signed like its original.
import sharp from "sharp";
import type { ContentCredentials } from "./content-credentials.ts";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { signImage } from "./sign-image.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

/** Longest side in pixels. */
const SIDE = 480;
const JPEG_QUALITY = 80;

export async function makeThumbnail(bytes: Uint8Array, credentials?: ContentCredentials): Promise<EncodedImage> {
  await inspectImage(bytes);
  const small = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: JPEG_QUALITY });
  return signImage(await encodeImage(withSyntheticMark(small), "image/jpeg"), credentials);
}
