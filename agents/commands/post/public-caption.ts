// The caption as the public reads it: with hashtags as far as they have room, and where the platform has no AI label, it says
// so itself (trust C5).
import { hashtagsOf } from "../../domain/distribution/caption-hook.ts";
import { hashtagsOn } from "../../domain/distribution/choose-hashtags.ts";
import { networkOf } from "../../domain/distribution/platform-name.ts";
import type { PostFormat } from "../../domain/distribution/post-rules.ts";
import { preflightCaption } from "../../domain/distribution/preflight.ts";
import { POST_RULES } from "../../domain/distribution/rules/index.ts";
import { withDisclosure } from "../../domain/trust/caption-disclosure.ts";
import type { Publisher } from "../../ports/publisher.ts";
import { captionMarks } from "../../texts/caption-marks.ts";
import { isLanguage, texts } from "../../texts/texts.ts";

/** @param languages the avatar's, the one it writes in first */
export function publicCaption(publisher: Publisher | undefined, languages: readonly string[], caption: string): string {
  if (publisher?.info.labelIn !== "caption") return caption;
  const [first = "en"] = languages;
  const { aiCaptionMark } = texts(isLanguage(first) ? first : "en").account;
  return withDisclosure(caption, aiCaptionMark, captionMarks());
}

interface TaggedPiece {
  readonly kind: string;
  readonly caption: string;
  readonly hashtags: readonly string[];
  readonly avatar: { readonly languages: readonly string[] };
}

/** What a piece is posted with on a platform; the last hashtag, which discloses, is the last to go where room is short. */
export function taggedCaption(
  publishers: Readonly<Record<string, Publisher>>,
  platform: string,
  { kind, caption, hashtags, avatar }: TaggedPiece,
): string {
  const rules = POST_RULES[platform]?.formats[kind as PostFormat]?.caption;
  if (!rules || caption === "") return caption;
  const written = hashtagsOf(caption);
  const tags = hashtagsOn(networkOf(platform), hashtags).filter((tag) => !written.includes(tag.slice(1)));
  for (let first = 0; first < tags.length; first += 1) {
    const tagged = `${caption.trimEnd()}\n\n${tags.slice(first).join(" ")}`;
    const shown = publicCaption(publishers[platform], avatar.languages, tagged);
    if (preflightCaption(shown, rules).length === 0) return tagged;
  }
  return caption;
}
