// A picture as a platform takes it: format, size and shape within the platform's published limits, mark kept.
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ContentCredentials } from "./content-credentials.ts";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { signImage } from "./sign-image.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

interface PictureLimits {
  readonly minWidth: number;
  readonly maxWidth: number;
  /** Width divided by height. */
  readonly narrowest: number;
  readonly widest: number;
  readonly maxBytes: number;
}

/** Instagram's limits for feed pictures: JPEG, 4:5 to 1.91:1, 320-1440 wide, 8 MB. */
const LIMITS: Readonly<Record<string, PictureLimits>> = {
  instagram: { minWidth: 320, maxWidth: 1_440, narrowest: 4 / 5, widest: 1.91, maxBytes: 8 * 1024 * 1024 },
};
const QUALITIES = [90, 80, 70, 55];

/** Nearest allowed shape, cut around what draws the eye. Whole pixels must not fall outside, hence floor and ceil. */
function targetSize(width: number, height: number, limits: PictureLimits): { width: number; height: number } {
  const outWidth = Math.min(limits.maxWidth, Math.max(limits.minWidth, width));
  const natural = Math.round((outWidth * height) / width);
  const tallest = Math.floor(outWidth / limits.narrowest);
  const lowest = Math.ceil(outWidth / limits.widest);
  return { width: outWidth, height: Math.min(tallest, Math.max(lowest, natural)) };
}

/** @throws AppError `not_configured` for a platform without limits here, `too_large` when no quality is small enough */
export async function renderForPlatform(
  bytes: Uint8Array,
  platform: string,
  credentials?: ContentCredentials,
): Promise<EncodedImage> {
  const limits = LIMITS[platform];
  if (!limits) throw new AppError("not_configured", `There are no picture limits for ${platform}.`);
  await inspectImage(bytes);
  const upright = await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .toBuffer({ resolveWithObject: true });
  const size = targetSize(upright.info.width, upright.info.height, limits);
  const shaped = sharp(upright.data).resize(size.width, size.height, {
    fit: "cover",
    position: sharp.strategy.attention,
  });
  for (const quality of QUALITIES) {
    const encoded = await encodeImage(withSyntheticMark(shaped.clone().jpeg({ quality })), "image/jpeg");
    const rendition = await signImage(encoded, credentials);
    if (rendition.bytes.length <= limits.maxBytes) return rendition;
  }
  throw new AppError("too_large", `The picture stays above ${platform}'s size limit.`);
}
