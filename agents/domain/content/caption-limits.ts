// Caption limits by platform, enforced in code after whoever wrote the text (domain 3).

export interface CaptionLimit {
  /** UTF-16 units, the strictest of the ways platforms count. */
  readonly maxLength: number;
  readonly minEmojis: number;
  readonly maxEmojis: number;
  /** For whoever writes; English, as models read it. */
  readonly tone: string;
}

export const CAPTION_LIMITS = {
  instagram: { maxLength: 150, minEmojis: 1, maxEmojis: 2, tone: "aspirational" },
  tiktok: { maxLength: 100, minEmojis: 3, maxEmojis: 5, tone: "bold" },
  x: { maxLength: 280, minEmojis: 0, maxEmojis: 1, tone: "punchy" },
  fan_store: { maxLength: 200, minEmojis: 2, maxEmojis: 3, tone: "teasing" },
  youtube: { maxLength: 100, minEmojis: 0, maxEmojis: 1, tone: "clear title" },
} as const satisfies Readonly<Record<string, CaptionLimit>>;

export type CaptionPlatform = keyof typeof CAPTION_LIMITS;

export const CAPTION_STYLES = ["question", "challenge", "story", "tip", "teaser", "relatable"] as const;
export type CaptionStyle = (typeof CAPTION_STYLES)[number];

/** Platforms without their own row are held to Instagram's. */
export function captionLimitOf(platform: string): CaptionLimit {
  return Object.hasOwn(CAPTION_LIMITS, platform)
    ? CAPTION_LIMITS[platform as CaptionPlatform]
    : CAPTION_LIMITS.instagram;
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20E3/u;
const ELLIPSIS = "…";

/**
 * Removes emojis beyond the limit (the first ones stay), then cuts at a word with "…". Emojis that are missing are not
 * added: that is the writer's work. Never splits a grapheme.
 */
export function enforceCaptionLimits(
  platform: string,
  text: string,
): { readonly text: string; readonly changed: boolean } {
  const { maxLength, maxEmojis } = captionLimitOf(platform);
  const whole = text.replace(LONE_SURROGATE, "");
  const limited = cutAtWord(keepFirstEmojis(whole, maxEmojis), maxLength);
  return { text: limited, changed: limited !== text };
}

export function countEmojis(text: string): number {
  return graphemesOf(text).filter(isEmoji).length;
}

function graphemesOf(text: string): string[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

function isEmoji(grapheme: string): boolean {
  return EMOJI.test(grapheme);
}

function keepFirstEmojis(text: string, limit: number): string {
  if (countEmojis(text) <= limit) return text;
  let kept = 0;
  const graphemes = graphemesOf(text).filter((grapheme) => {
    if (!isEmoji(grapheme)) return true;
    kept += 1;
    return kept <= limit;
  });
  return graphemes
    .join("")
    .replace(/[^\S\n]{2,}/g, " ")
    .replace(/[^\S\n]+([.,!?…\n])/g, "$1")
    .trim();
}

function cutAtWord(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let head = "";
  for (const grapheme of graphemesOf(text)) {
    if (head.length + grapheme.length > maxLength - ELLIPSIS.length) break;
    head += grapheme;
  }
  const endsWord = /\s/.test(text.charAt(head.length));
  const lastBreak = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  const cut = endsWord || lastBreak <= 0 ? head : head.slice(0, lastBreak);
  return `${cut.replace(/[\s,;:.\-–—]+$/u, "")}${ELLIPSIS}`;
}
