// The words that say in a caption that a piece is synthetic, in every language we have, English first.
import { texts } from "./texts.ts";

export function captionMarks(): readonly string[] {
  return [texts("en").account.aiCaptionMark, texts("es").account.aiCaptionMark];
}
