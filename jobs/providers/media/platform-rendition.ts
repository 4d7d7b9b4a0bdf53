// A picture as a platform takes it: format, size and shape within the platform's rules, mark kept.
import sharp from "sharp";
import { nearestAspect } from "../../../agents/domain/distribution/mends.ts";
import type { PictureRules } from "../../../agents/domain/distribution/post-rules.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ContentCredentials } from "./content-credentials.ts";
import { type EncodedImage, encodeImage } from "./encode-image.ts";
import { inspectImage, MAX_PIXELS } from "./inspect-image.ts";
import { signImage } from "./sign-image.ts";
import { withSyntheticMark } from "./synthetic-mark.ts";

const QUALITIES = [90, 80, 70, 55];

/** Nearest allowed shape, cut around what draws the eye. Whole pixels must not fall outside, hence floor and ceil. */
function targetSize(width: number, height: number, rules: PictureRules): { width: number; height: number } {
  const outWidth = Math.min(rules.maxWidth, Math.max(rules.minWidth, width));
  const natural = Math.round(outWidth / nearestAspect(width / height, rules));
  const tallest = Math.floor(outWidth / rules.minAspect);
  const lowest = Math.ceil(outWidth / rules.maxAspect);
  return { width: outWidth, height: Math.min(tallest, Math.max(lowest, natural)) };
}

/** A JPEG: every platform takes it. @throws AppError `too_large` when no quality is small enough, and as `inspectImage` */
export async function renderForPlatform(
  bytes: Uint8Array,
  rules: PictureRules,
  credentials?: ContentCredentials,
): Promise<EncodedImage> {
  await inspectImage(bytes);
  const upright = await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .toBuffer({ resolveWithObject: true });
  const size = targetSize(upright.info.width, upright.info.height, rules);
  const shaped = sharp(upright.data).resize(size.width, size.height, {
    fit: "cover",
    position: sharp.strategy.attention,
  });
  for (const quality of QUALITIES) {
    const encoded = await encodeImage(withSyntheticMark(shaped.clone().jpeg({ quality })), "image/jpeg");
    const rendition = await signImage(encoded, credentials);
    if (rendition.bytes.length <= rules.maxBytes) return rendition;
  }
  throw new AppError("too_large", "The picture stays above the platform's size limit.", { reason: "too_large" });
}
