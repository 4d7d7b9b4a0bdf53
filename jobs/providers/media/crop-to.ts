// A picture cut to a shape: where the eye goes stays.
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import { encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";

const RATIO = /^(\d{1,2}):(\d{1,2})$/;
const JPEG_QUALITY = 92;

/** A JPEG, as large as the picture allows. @throws AppError `invalid_input` */
export async function cropTo(
  bytes: Uint8Array,
  aspectRatio: string,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const [, wide, tall] = RATIO.exec(aspectRatio) ?? [];
  if (!Number(wide) || !Number(tall)) {
    throw new AppError("invalid_input", `Aspect ratio ${aspectRatio} is not offered.`, { field: "aspectRatio" });
  }
  const { width, height } = await inspectImage(bytes);
  const ratio = Number(wide) / Number(tall);
  const size =
    width / height > ratio
      ? { width: Math.round(height * ratio), height }
      : { width, height: Math.round(width / ratio) };
  const cut = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(size.width, size.height, { fit: "cover", position: "attention" })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: JPEG_QUALITY });
  return await encodeImage(cut, "image/jpeg");
}
