// How a shot was varied, as a person reads it.
import { changesOf } from "../../domain/content/shot-variation.ts";
import { type Language, texts } from "../../texts/texts.ts";

/** "nearer, warmer light"; empty as written. */
export function variationName(variation: string, language: Language): string {
  return changesOf(variation)
    .map(({ key }) => texts(language).batch.changes[key])
    .join(", ");
}
