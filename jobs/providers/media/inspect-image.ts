// First look at a picture from outside, before anything decodes it (trust T12).
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";

/** 50 megapixels (trust T12). */
export const MAX_PIXELS = 50_000_000;
const MAX_BYTES = 40 * 1024 * 1024;

export interface ImageFacts {
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[], offset = 0) =>
  magic.every((value, index) => bytes[offset + index] === value);

/** The type by its first bytes, never by name or header; null for anything else, SVG and GIF included. */
export function imageTypeOf(bytes: Uint8Array): ImageFacts["contentType"] | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8))
    return "image/webp";
  return null;
}

/** Type and size, read from the header; damage further on shows when it is decoded. @throws AppError `invalid_input`, `too_large` */
export async function inspectImage(bytes: Uint8Array): Promise<ImageFacts> {
  if (bytes.length > MAX_BYTES) throw new AppError("too_large", "The picture is larger than 40 MB.");
  const contentType = imageTypeOf(bytes);
  if (!contentType) {
    throw new AppError("invalid_input", "The file is not a PNG, JPEG or WebP picture.", { reason: "image_type" });
  }
  const { format, width, height, pages } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((thrown: unknown) => {
      throw new AppError("invalid_input", "The picture cannot be read.", { reason: "image_broken", cause: thrown });
    });
  // The library goes by content too; were it to see another format, its reader would be one we do not mean to use.
  if (`image/${format}` !== contentType) {
    throw new AppError("invalid_input", "The picture cannot be read.", { reason: "image_broken" });
  }
  if (width * height * (pages ?? 1) > MAX_PIXELS) {
    throw new AppError("too_large", "The picture has more than 50 megapixels.", { reason: "image_pixels" });
  }
  // Only the first of several pictures would be looked at, by us and by moderation.
  if ((pages ?? 1) > 1 || (contentType === "image/png" && isAnimatedPng(bytes))) {
    throw new AppError("invalid_input", "The picture is animated.", { reason: "image_animated" });
  }
  return { contentType, width, height };
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum around each chunk's content. */
const PNG_CHUNK_BYTES = 12;

/** An animation announces itself before the first picture; programs that do not know it show only that one. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = PNG_SIGNATURE_BYTES; at + PNG_CHUNK_BYTES <= view.length; ) {
    const type = view.toString("latin1", at + 4, at + 8);
    if (type === "acTL") return true;
    if (type === "IDAT") return false;
    at += view.readUInt32BE(at) + PNG_CHUNK_BYTES;
  }
  return false;
}
