// Would the platform take this post? Each refusal has a code and the facts a person needs to mend it (domain 6).
import type { Tier } from "../content/tier.ts";

export interface PostFacts {
  readonly platform: string;
  readonly accountEmulated: boolean;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
  readonly tier: Tier;
  /** Built-in preview: never published for real. */
  readonly synthetic: boolean;
  /** Carries the synthetic-media mark in its bytes (trust C5, C6). */
  readonly marked: boolean;
  readonly quotaLeft: number | null;
}

export type Refusal =
  | { readonly code: "synthetic_preview" | "mark_missing" | "format" | "empty_file" | "quota" | "unknown_platform" }
  | { readonly code: "tier"; readonly tier: Tier }
  | {
      readonly code: "too_large" | "aspect" | "width" | "caption_length" | "hashtags" | "mentions";
      readonly value: number;
      readonly limit: string;
    };

interface ImageRules {
  readonly tiers: readonly Tier[];
  readonly contentTypes: readonly string[];
  readonly maxBytes: number;
  readonly minAspect: number;
  readonly maxAspect: number;
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly maxCaption: number;
  readonly maxHashtags: number;
  readonly maxMentions: number;
}

/** Instagram image posts: JPEG up to 8 MB, 4:5 to 1.91:1, width 320-1440, caption 2200, 30 hashtags, 20 mentions. */
const IMAGE_RULES: Readonly<Record<string, ImageRules>> = {
  instagram: {
    tiers: ["safe"],
    contentTypes: ["image/jpeg"],
    maxBytes: 8_000_000,
    minAspect: 0.8,
    maxAspect: 1.91,
    minWidth: 320,
    maxWidth: 1_440,
    maxCaption: 2_200,
    maxHashtags: 30,
    maxMentions: 20,
  },
};

/** Renditions round to whole pixels. */
const ASPECT_TOLERANCE = 0.005;

export function preflight(post: PostFacts): readonly Refusal[] {
  const rules = IMAGE_RULES[post.platform];
  if (!rules) return [{ code: "unknown_platform" }];
  return [...trustRefusals(post, rules), ...fileRefusals(post, rules), ...captionRefusals(post.caption, rules)];
}

function trustRefusals(post: PostFacts, rules: ImageRules): Refusal[] {
  const refusals: Refusal[] = [];
  if (post.synthetic && !post.accountEmulated) refusals.push({ code: "synthetic_preview" });
  if (!post.marked) refusals.push({ code: "mark_missing" });
  if (!rules.tiers.includes(post.tier)) refusals.push({ code: "tier", tier: post.tier });
  if (post.quotaLeft !== null && post.quotaLeft <= 0) refusals.push({ code: "quota" });
  return refusals;
}

function fileRefusals(post: PostFacts, rules: ImageRules): Refusal[] {
  if (post.bytes === 0) return [{ code: "empty_file" }];
  const refusals: Refusal[] = [];
  if (!rules.contentTypes.includes(post.contentType)) refusals.push({ code: "format" });
  if (post.bytes > rules.maxBytes)
    refusals.push({ code: "too_large", value: post.bytes, limit: `${rules.maxBytes} bytes` });
  const aspect = post.width / post.height;
  if (aspect < rules.minAspect - ASPECT_TOLERANCE || aspect > rules.maxAspect + ASPECT_TOLERANCE) {
    refusals.push({ code: "aspect", value: Number(aspect.toFixed(3)), limit: `${rules.minAspect}-${rules.maxAspect}` });
  }
  if (post.width < rules.minWidth || post.width > rules.maxWidth) {
    refusals.push({ code: "width", value: post.width, limit: `${rules.minWidth}-${rules.maxWidth}` });
  }
  return refusals;
}

function captionRefusals(caption: string, rules: ImageRules): Refusal[] {
  const counted = [
    { code: "caption_length", value: caption.length, limit: rules.maxCaption },
    { code: "hashtags", value: caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0, limit: rules.maxHashtags },
    { code: "mentions", value: caption.match(/@[\w.]+/g)?.length ?? 0, limit: rules.maxMentions },
  ] as const;
  return counted
    .filter(({ value, limit }) => value > limit)
    .map(({ code, value, limit }) => ({ code, value, limit: String(limit) }));
}
