// A preset adapts to niche and age words (domain 2): the same look wears another avatar's world and years.
import { type AgeRange, ageRangeOf } from "../../avatars/identity/face-request.ts";
import type { Preset } from "../presets.ts";
import { nicheLook } from "./niche-look.ts";

export interface AdaptedPreset {
  /** The preset's own words, then what the niche and the age add, none twice. */
  readonly words: readonly string[];
  /** Suggestions for a template that leaves them open; null when the preset has none. */
  readonly pose: string | null;
  readonly lighting: string | null;
}

/** Styling, not looks: the years themselves stand in the subject, always with "adult" (trust C9). */
const AGE_STYLE: Readonly<Record<AgeRange, string>> = {
  "21-25": "modern grown-up styling",
  "26-35": "confident polished styling",
  "36-45": "refined self-assured styling",
  "46+": "timeless mature elegance",
};

/** A niche nobody knows adds nothing. The suggestion that shares a word with the niche goes first. */
export function adaptPreset(
  preset: Pick<Preset, "prompt" | "keywords" | "lighting" | "poses">,
  { niche, age }: { readonly niche: string; readonly age: number },
): AdaptedPreset {
  const look = nicheLook(niche);
  const added = [...(look ? [...look.keywords, look.styling] : []), AGE_STYLE[ageRangeOf(age)]];
  return {
    words: withoutRepeats([preset.prompt, ...preset.keywords, ...added]),
    pose: preset.poses[0] ?? null,
    lighting: nearest(preset.lighting, look?.light ?? ""),
  };
}

/** Drops what an earlier one says already, alone or inside longer words. */
function withoutRepeats(phrases: readonly string[]): string[] {
  const kept: string[] = [];
  for (const phrase of phrases.map((text) => text.trim()).filter((text) => text !== "")) {
    const words = phrase.toLowerCase();
    if (!kept.some((earlier) => ` ${earlier.toLowerCase().replaceAll(",", "")} `.includes(` ${words} `))) {
      kept.push(phrase);
    }
  }
  return kept;
}

/** The suggestion with most words of `wanted`; the first where none has any. */
function nearest(suggestions: readonly string[], wanted: string): string | null {
  const words = new Set(wanted.split(" "));
  const shared = (suggestion: string) => suggestion.split(" ").filter((word) => words.has(word)).length;
  const [best] = suggestions.toSorted((one, other) => shared(other) - shared(one));
  return best ?? null;
}
