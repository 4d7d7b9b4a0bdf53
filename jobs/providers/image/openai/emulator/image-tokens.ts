// Tokens of a picture, by the rule of the vendor's own calculator.

/** Patches along the longer side, by quality, of the 2.5 and 2.6 models. */
const PATCHES = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };
const BASE_PIXELS = 2_000_000;
const SCALE_PIXELS = 4_000_000;

export function outputTokens(quality: keyof typeof PATCHES, width: number, height: number): number {
  const long = PATCHES[quality];
  const short = Math.round((long * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((long * short * (BASE_PIXELS + width * height)) / SCALE_PIXELS);
}

/** Not published: a token for every 32 by 32 pixels, so that a reference is on the bill. */
export function referenceTokens(width: number, height: number): number {
  return Math.ceil(width / 32) * Math.ceil(height / 32);
}
