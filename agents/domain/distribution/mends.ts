// What a rendition will do to a file so that the platform takes it: told before, done by the same rules.

import type { ClipRules, FormatRules, PictureRules } from "./post-rules.ts";
import type { PostItem } from "./preflight.ts";

/** What is known of a file before it is opened. */
export interface SourceItem extends Pick<PostItem, "kind" | "contentType" | "bytes"> {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
}

export type Mend =
  /** Cut around what draws the eye, to this share of width by height. */
  | { readonly code: "cut_to_shape"; readonly aspect: number }
  | { readonly code: "scaled"; readonly width: number }
  | { readonly code: "converted"; readonly to: string }
  | { readonly code: "made_smaller"; readonly bytes: number }
  | { readonly code: "shortened"; readonly seconds: number };

/** Below what the eye sees. */
const ASPECT_TOLERANCE = 0.005;

/** @returns in the order they are told; empty: it goes out as it is, or its format takes nothing of the kind */
export function mendsOf(item: SourceItem, format: FormatRules): readonly Mend[] {
  const rules = item.kind === "image" ? format.picture : format.clip;
  if (!rules) return [];
  const clip = item.kind === "video" ? format.clip : null;
  return [...shapeMends(item, rules), ...fileMends(item, rules), ...(clip ? lengthMends(item, clip) : [])];
}

/** The nearest shape that is allowed. */
export function nearestAspect(aspect: number, { minAspect, maxAspect }: PictureRules): number {
  return Math.min(maxAspect, Math.max(minAspect, aspect));
}

/** The rules of a post whose first item is of this size. Where nothing is known of it, each is cut for itself. */
export function rulesBehind(format: FormatRules, first: Pick<SourceItem, "width" | "height"> | undefined): FormatRules {
  const { picture } = format;
  if (!format.sharesShape || !picture || !first?.width || !first.height) return format;
  const aspect = nearestAspect(first.width / first.height, picture);
  return { ...format, picture: { ...picture, minAspect: aspect, maxAspect: aspect } };
}

function shapeMends({ width, height }: SourceItem, rules: PictureRules): Mend[] {
  if (width === null || height === null) return [];
  const mends: Mend[] = [];
  const aspect = nearestAspect(width / height, rules);
  if (Math.abs(aspect - width / height) > ASPECT_TOLERANCE) mends.push({ code: "cut_to_shape", aspect });
  const fitting = Math.min(rules.maxWidth, Math.max(rules.minWidth, width));
  if (fitting !== width) mends.push({ code: "scaled", width: fitting });
  return mends;
}

function fileMends({ contentType, bytes }: SourceItem, rules: PictureRules): Mend[] {
  const to = rules.contentTypes[0];
  const converts = to !== undefined && !rules.contentTypes.includes(contentType);
  if (converts) return [{ code: "converted", to }];
  return bytes > rules.maxBytes ? [{ code: "made_smaller", bytes: rules.maxBytes }] : [];
}

function lengthMends({ durationMs }: SourceItem, { maxSeconds }: ClipRules): Mend[] {
  if (durationMs === null || durationMs <= maxSeconds * 1_000) return [];
  return [{ code: "shortened", seconds: maxSeconds }];
}

/** "4:5" where it is one of the shapes people know by name, else "0.83:1". */
export function aspectName(aspect: number): string {
  const known = KNOWN_SHAPES.find(([wide, tall]) => Math.abs(wide / tall - aspect) < ASPECT_TOLERANCE);
  return known ? `${known[0]}:${known[1]}` : `${Number(aspect.toFixed(2))}:1`;
}

const KNOWN_SHAPES = [
  [4, 5],
  [9, 16],
  [1, 1],
  [3, 4],
  [2, 3],
  [16, 9],
  [4, 3],
  [5, 4],
  [3, 2],
] as const;
