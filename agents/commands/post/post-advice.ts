// What became of a post, in words: what happened and the next step, by the code that was written down with it.
import { platformName } from "../../domain/distribution/platform-name.ts";
import type { FormatRules, PostFormat } from "../../domain/distribution/post-rules.ts";
import { POST_RULES } from "../../domain/distribution/rules/index.ts";
import { type Language, texts } from "../../texts/texts.ts";

export interface AdvisedPost {
  readonly platform: string;
  /** Of the account, without its @. */
  readonly handle: string;
  /** "luna-12" */
  readonly piece: string;
  readonly format: string;
}

/** @param limit as preflight said it; absent: what the platform's rules say */
export function postAdvice(code: string, post: AdvisedPost, language: Language, limit?: string): string {
  const { advice, unknownCode } = texts(language).publishing;
  if (!Object.hasOwn(advice, code)) return unknownCode(code);
  return advice[code as keyof typeof advice]({
    platform: platformName(post.platform),
    account: `@${post.handle}`,
    piece: post.piece,
    avatar: post.piece.replace(/-\d+$/, ""),
    limit: limit ?? limitOf(code, post),
  });
}

function limitOf(code: string, { platform, format }: AdvisedPost): string {
  const rules = POST_RULES[platform];
  const of = rules?.formats[format as PostFormat];
  if (code === "tier") return rules?.tiers.join(", ") ?? "";
  if (code === "format_not_taken") return Object.keys(rules?.formats ?? {}).join(", ");
  return of ? formatLimit(code, of) : "";
}

function formatLimit(code: string, { minItems, maxItems, picture, clip, caption }: FormatRules): string {
  const file = picture ?? clip;
  switch (code) {
    case "item_count":
      return minItems === maxItems ? `${minItems}` : `${minItems}-${maxItems}`;
    case "caption_length":
      return `${caption?.maxLength ?? ""}`;
    case "hashtags":
      return `${caption?.maxHashtags ?? ""}`;
    case "mentions":
      return `${caption?.maxMentions ?? ""}`;
    case "too_short":
      return `${clip?.minSeconds ?? ""}`;
    case "too_long":
      return `${clip?.maxSeconds ?? ""}`;
    case "codec":
      return clip?.videoCodecs?.join(", ") ?? "";
    case "frame_rate":
      return `${clip?.minFramesPerSecond ?? ""}-${clip?.maxFramesPerSecond ?? ""}`;
    case "format":
      return file?.contentTypes.join(", ") ?? "";
    case "too_large":
      return `${file?.maxBytes ?? ""}`;
    case "width":
      return `${file?.minWidth ?? ""}-${file?.maxWidth ?? ""}`;
    case "aspect":
      return file ? `${file.minAspect.toFixed(2)}-${file.maxAspect.toFixed(2)}` : "";
    default:
      return "";
  }
}
