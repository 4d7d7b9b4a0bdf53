// Whether a persona holds together: with herself, her stated age, her niche, her language and her place. Counts are the schema's.
import { ageContradictions } from "./coherence/age-contradictions.ts";
import { duplicates, nicheContradiction } from "./coherence/content-contradictions.ts";
import type { AvatarFacts, Contradiction, JudgedPersona } from "./coherence/contradiction.ts";
import { languageContradictions } from "./coherence/language-contradictions.ts";
import { placeContradictions } from "./coherence/place-contradictions.ts";

export type { AvatarFacts, Contradiction, ContradictionRule } from "./coherence/contradiction.ts";

/** Empty when nothing speaks against anything. Fields that are missing are no contradiction. */
export function personaContradictions(persona: JudgedPersona, facts: AvatarFacts): Contradiction[] {
  return [
    ...ageContradictions(persona, facts.statedAge),
    ...placeContradictions(persona, facts),
    ...languageContradictions(persona, facts.language),
    ...nicheContradiction(persona, facts.niche),
    ...duplicates(persona),
  ];
}
