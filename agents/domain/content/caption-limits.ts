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

type CaptionPlatform = keyof typeof CAPTION_LIMITS;

export const CAPTION_STYLES = ["question", "challenge", "story", "tip", "teaser", "relatable"] as const;
export type CaptionStyle = (typeof CAPTION_STYLES)[number];

/** Channels whose captions are teasers of a store. */
const STORES: readonly string[] = ["gallery", "age_verified_store"];

/** Platforms without their own row are held to Instagram's. */
function captionLimitOf(platform: string): CaptionLimit {
  if (STORES.includes(platform)) return CAPTION_LIMITS.fan_store;
  return Object.hasOwn(CAPTION_LIMITS, platform)
    ? CAPTION_LIMITS[platform as CaptionPlatform]
    : CAPTION_LIMITS.instagram;
}

/** What fits everywhere it is meant for, in the tone of the tightest place; Instagram's for no platform at all. */
export function strictestLimit(platforms: readonly string[]): CaptionLimit {
  const limits = platforms.length === 0 ? [CAPTION_LIMITS.instagram] : platforms.map(captionLimitOf);
  const maxEmojis = Math.min(...limits.map((limit) => limit.maxEmojis));
  const maxLength = Math.min(...limits.map((limit) => limit.maxLength));
  return {
    maxLength,
    // A place that wants more emojis than another takes gets as many as both do.
    minEmojis: Math.min(maxEmojis, Math.max(...limits.map((limit) => limit.minEmojis))),
    maxEmojis,
    tone: limits.find((limit) => limit.maxLength === maxLength)?.tone ?? CAPTION_LIMITS.instagram.tone,
  };
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
  { maxLength, maxEmojis }: Pick<CaptionLimit, "maxLength" | "maxEmojis">,
  text: string,
): { readonly text: string; readonly changed: boolean } {
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
