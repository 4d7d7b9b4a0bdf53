// A first frame as a data URI, made smaller where a vendor takes no more.
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import { encodeImage } from "../media/encode-image.ts";
import { inspectImage, MAX_PIXELS } from "../media/inspect-image.ts";

/** Longest side and JPEG quality, tried in turn; clips have fewer pixels than any of them. */
const SMALLER = [
  { side: 2_048, quality: 92 },
  { side: 2_048, quality: 80 },
  { side: 1_280, quality: 80 },
];

/** As it is when it fits, typed by its bytes. @throws AppError `invalid_input` for what is no picture, `too_large` */
export async function firstFrameUri({ bytes }: VendorFile, maxCharacters: number): Promise<string> {
  const { contentType } = await inspectImage(bytes);
  const whole = dataUri(bytes, contentType);
  if (whole.length <= maxCharacters) return whole;
  for (const { side, quality } of SMALLER) {
    const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 }).autoOrient();
    const fitting = upright.resize(side, side, { fit: "inside", withoutEnlargement: true });
    const jpeg = fitting.flatten({ background: "#ffffff" }).jpeg({ quality });
    const smaller = dataUri((await encodeImage(jpeg, "image/jpeg")).bytes, "image/jpeg");
    if (smaller.length <= maxCharacters) return smaller;
  }
  throw new AppError("too_large", "The first frame stays too large however it is encoded.", { field: "image" });
}

function dataUri(bytes: Uint8Array, contentType: string): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return `data:${contentType};base64,${base64}`;
}
