// What a picture is expected to bill, for quotes: GPT Image models bill its tokens, which grow with quality and squareness.
import type { BilledUnits } from "../../../../agents/ports/vendor-job.ts";

/** Lowest first. */
export const OPENAI_IMAGE_QUALITIES = ["low", "medium", "high", "xhigh", "max"] as const;
export type OpenAiImageQuality = (typeof OPENAI_IMAGE_QUALITIES)[number];

/**
 * Output tokens by quality and aspect ratio, at the sizes we ask for. Of gpt-image-2.5 (read 2026-11): 1:1 as published, the
 * others by the vendor's own calculator; those of 2.6 are taken to be the same. What is really billed is in each answer.
 */
const OUTPUT_TOKENS: Readonly<Record<OpenAiImageQuality, Readonly<Record<string, number>>>> = {
  low: ratios({ "1:1": 196, "5:4": 155, "4:3": 146, "3:2": 133, "16:9": 110, "21:9": 84 }),
  medium: ratios({ "1:1": 439, "5:4": 357, "4:3": 346, "3:2": 290, "16:9": 255, "21:9": 179 }),
  high: ratios({ "1:1": 1_756, "5:4": 1_428, "4:3": 1_347, "3:2": 1_193, "16:9": 983, "21:9": 716 }),
  xhigh: ratios({ "1:1": 3_122, "5:4": 2_523, "4:3": 2_426, "3:2": 2_121, "16:9": 1_796, "21:9": 1_289 }),
  max: ratios({ "1:1": 7_024, "5:4": 5_641, "4:3": 5_458, "3:2": 4_771, "16:9": 4_003, "21:9": 2_864 }),
};

/** Upright costs the same as lying. */
function ratios(lying: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const upright = Object.entries(lying).map(([ratio, tokens]) => [ratio.split(":").reverse().join(":"), tokens]);
  return { ...lying, ...Object.fromEntries(upright) };
}

/** Without the prompt and the reference, which are small beside it. {} for a ratio that is not offered. */
export function expectedOpenAiImageUnits(quality: OpenAiImageQuality, aspectRatio: string): BilledUnits {
  const tokens = OUTPUT_TOKENS[quality][aspectRatio];
  return tokens === undefined ? {} : { output_image_token: tokens };
}
