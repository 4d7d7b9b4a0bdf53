// What enters the store: decoded and encoded anew, so nothing hidden comes along, and marked as made by AI (trust C6).
import sharp from "sharp";
import type { ContentCredentials } from "./content-credentials.ts";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { signImage } from "./sign-image.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

export type { EncodedImage };

const JPEG_QUALITY = 92;

/** PNG stays PNG, JPEG and WebP become JPEG; upright, no other metadata. @throws AppError as `inspectImage` */
export async function labelMedia(bytes: Uint8Array, credentials?: ContentCredentials): Promise<EncodedImage> {
  const { contentType } = await inspectImage(bytes);
  const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 }).autoOrient();
  const encoded =
    contentType === "image/png"
      ? upright.png({ compressionLevel: 6 })
      : upright.flatten({ background: "#ffffff" }).jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" });
  const labelled = await encodeImage(
    withSyntheticMark(encoded),
    contentType === "image/png" ? "image/png" : "image/jpeg",
  );
  return signImage(labelled, credentials);
}
