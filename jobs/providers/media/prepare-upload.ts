// A picture someone uploads, such as a face to be like: only what is seen of it is kept, not where, when and with what it was taken.
import sharp from "sharp";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";

const JPEG_QUALITY = 92;

/**
 * PNG stays PNG, JPEG and WebP become JPEG; upright, without any metadata. Nothing marks it as made by AI: it need not be.
 * @throws AppError as `inspectImage`
 */
export async function prepareUpload(bytes: Uint8Array): Promise<EncodedImage> {
  const { contentType } = await inspectImage(bytes);
  const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS }).autoOrient().toColourspace("srgb");
  if (contentType === "image/png") return encodeImage(upright.png({ compressionLevel: 6 }), "image/png");
  const opaque = upright.flatten({ background: "#ffffff" });
  return encodeImage(opaque.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" }), "image/jpeg");
}
