// The caption as the public reads it: where the platform has no AI label, it says so itself (trust C5).
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
