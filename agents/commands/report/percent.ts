import { type Language, texts } from "../../texts/texts.ts";

/** A share as a person reads it; what is not known is not zero. */
export function percent(share: number | null, language: Language): string {
  return share === null ? texts(language).reports.unknown : `${(100 * share).toFixed(1)} %`;
}
