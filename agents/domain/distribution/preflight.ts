// Would the platform take this post? Every refusal has a code and the facts a person needs to mend it (domain 6).
import type { Tier } from "../content/tier.ts";
import type { CaptionRules, ClipRules, FormatRules, PictureRules, PostFormat, PostRules } from "./post-rules.ts";
import { POST_RULES } from "./rules/index.ts";

/** One picture or clip as it would go out. */
export interface PostItem {
  readonly kind: "image" | "video";
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** Carries the synthetic-media mark in its bytes (trust C5, C6). */
  readonly marked: boolean;
  /** Of a clip. */
  readonly durationMs?: number;
  /** Of a clip, where known. */
  readonly videoCodec?: string;
  readonly framesPerSecond?: number;
}

export interface PostFacts {
  readonly platform: string;
  readonly format: PostFormat;
  readonly accountEmulated: boolean;
  readonly items: readonly PostItem[];
  readonly caption: string;
  readonly tier: Tier;
  /** Built-in preview: never published for real. */
  readonly synthetic: boolean;
  /** null: the platform does not say. */
  readonly quotaLeft: number | null;
}

export const REFUSAL_CODES = [
  "unknown_platform",
  "format_not_taken",
  "item_count",
  "item_kind",
  "synthetic_preview",
  "mark_missing",
  "tier",
  "quota",
  "empty_file",
  "format",
  "too_large",
  "aspect",
  "width",
  "too_short",
  "too_long",
  "codec",
  "frame_rate",
  "caption_length",
  "hashtags",
  "mentions",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** Which of the items, from 1. */
  readonly item?: number;
  readonly value?: number | string;
  readonly limit?: string;
}

/** Renditions round to whole pixels. */
const ASPECT_TOLERANCE = 0.005;
/** A clip's last packet of sound or frame reaches a little beyond its cut. */
const SECONDS_TOLERANCE = 0.1;

/** All there is against it, the reasons that no rendition could mend first. */
export function preflight(post: PostFacts): readonly Refusal[] {
  const rules = POST_RULES[post.platform];
  if (!rules) return [{ code: "unknown_platform" }];
  const format = rules.formats[post.format];
  if (!format) return [{ code: "format_not_taken", value: post.format, limit: Object.keys(rules.formats).join(", ") }];
  return [
    ...trustRefusals(post, rules),
    ...countRefusals(post.items.length, format),
    ...post.items.flatMap((item, index) => itemRefusals(item, format).map((found) => ({ ...found, item: index + 1 }))),
    ...(format.caption ? preflightCaption(post.caption, format.caption) : []),
  ];
}

function trustRefusals(post: PostFacts, rules: PostRules): Refusal[] {
  const refusals: Refusal[] = [];
  if (post.synthetic && !post.accountEmulated) refusals.push({ code: "synthetic_preview" });
  if (post.items.some(({ marked }) => !marked)) refusals.push({ code: "mark_missing" });
  if (!rules.tiers.includes(post.tier)) {
    refusals.push({ code: "tier", value: post.tier, limit: rules.tiers.join(", ") });
  }
  if (post.quotaLeft !== null && post.quotaLeft <= 0) refusals.push({ code: "quota" });
  return refusals;
}

function countRefusals(count: number, { minItems, maxItems }: FormatRules): Refusal[] {
  if (count >= minItems && count <= maxItems) return [];
  return [
    { code: "item_count", value: count, limit: minItems === maxItems ? `${minItems}` : `${minItems}-${maxItems}` },
  ];
}

function itemRefusals(item: PostItem, format: FormatRules): Refusal[] {
  if (item.kind === "image") {
    return format.picture ? fileRefusals(item, format.picture) : [{ code: "item_kind", value: "image" }];
  }
  if (!format.clip) return [{ code: "item_kind", value: "video" }];
  const refusals = fileRefusals(item, format.clip);
  return item.bytes === 0 ? refusals : [...refusals, ...clipRefusals(item, format.clip)];
}

function fileRefusals(item: PostItem, rules: PictureRules): Refusal[] {
  if (item.bytes === 0) return [{ code: "empty_file" }];
  const refusals: Refusal[] = [];
  if (!rules.contentTypes.includes(item.contentType)) {
    refusals.push({ code: "format", value: item.contentType, limit: rules.contentTypes.join(", ") });
  }
  if (item.bytes > rules.maxBytes) {
    refusals.push({ code: "too_large", value: item.bytes, limit: `${rules.maxBytes}` });
  }
  const aspect = item.width / item.height;
  const isShape = aspect >= rules.minAspect - ASPECT_TOLERANCE && aspect <= rules.maxAspect + ASPECT_TOLERANCE;
  if (!isShape) {
    const limit = `${round(rules.minAspect)}-${round(rules.maxAspect)}`;
    refusals.push({ code: "aspect", value: round(aspect), limit });
  }
  if (item.width < rules.minWidth || item.width > rules.maxWidth) {
    refusals.push({ code: "width", value: item.width, limit: `${rules.minWidth}-${rules.maxWidth}` });
  }
  return refusals;
}

function clipRefusals(item: PostItem, rules: ClipRules): Refusal[] {
  const seconds = (item.durationMs ?? 0) / 1_000;
  const { videoCodec, framesPerSecond } = item;
  const { minFramesPerSecond: slowest = 0, maxFramesPerSecond: fastest = Number.POSITIVE_INFINITY } = rules;
  const refusals: Refusal[] = [];
  if (seconds < rules.minSeconds) refusals.push({ code: "too_short", value: seconds, limit: `${rules.minSeconds}` });
  if (seconds > rules.maxSeconds + SECONDS_TOLERANCE) {
    refusals.push({ code: "too_long", value: seconds, limit: `${rules.maxSeconds}` });
  }
  if (videoCodec !== undefined && rules.videoCodecs && !rules.videoCodecs.includes(videoCodec)) {
    refusals.push({ code: "codec", value: videoCodec, limit: rules.videoCodecs.join(", ") });
  }
  if (framesPerSecond !== undefined && (framesPerSecond < slowest || framesPerSecond > fastest)) {
    refusals.push({ code: "frame_rate", value: framesPerSecond, limit: `${slowest}-${fastest}` });
  }
  return refusals;
}

/** What stands against a caption: its length, its hashtags, its mentions. */
export function preflightCaption(caption: string, rules: CaptionRules): Refusal[] {
  const counted = [
    { code: "caption_length", value: lengthOf(caption, rules.counts), limit: rules.maxLength },
    { code: "hashtags", value: caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0, limit: rules.maxHashtags },
    { code: "mentions", value: caption.match(/@[\w.]+/g)?.length ?? 0, limit: rules.maxMentions },
  ] as const;
  return counted
    .filter(({ value, limit }) => value > limit)
    .map(({ code, value, limit }) => ({ code, value, limit: String(limit) }));
}

function lengthOf(text: string, counts: CaptionRules["counts"]): number {
  return counts === "units" ? text.length : [...new Intl.Segmenter().segment(text)].length;
}

const round = (ratio: number) => Number(ratio.toFixed(3));
