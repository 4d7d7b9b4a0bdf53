// What enters the store: decoded and encoded anew, so nothing hidden comes along, and marked as made by AI (trust C6).
import sharp from "sharp";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
}

const JPEG_QUALITY = 92;

/** PNG stays PNG, JPEG and WebP become JPEG; upright, first frame, no other metadata. @throws AppError as `inspectImage` */
export async function labelMedia(bytes: Uint8Array): Promise<EncodedImage> {
  const { contentType } = await inspectImage(bytes);
  const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 }).autoOrient();
  const encoded =
    contentType === "image/png"
      ? upright.png({ compressionLevel: 6 })
      : upright.flatten({ background: "#ffffff" }).jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" });
  const { data, info } = await withSyntheticMark(encoded).toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    contentType: contentType === "image/png" ? "image/png" : "image/jpeg",
    width: info.width,
    height: info.height,
  };
}
