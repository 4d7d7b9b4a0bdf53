// How sure each field of a written persona is: said by the brief, likely from it, or only a guess.
import { readBrief } from "./drafting/brief.ts";
import { PERSONA_FIELDS, type Persona, type PersonaFieldName } from "./persona.ts";

export interface FieldTrust {
  /** `default`: drawn by the rules without any word of the brief for it. */
  readonly origin: "generated" | "default";
  readonly confidence: number;
}

/** Our own scale: a field of .5 and more stands, one below is asked about. */
const SURE = { origin: "generated", confidence: 0.9 } as const;
const LIKELY = { origin: "generated", confidence: 0.7 } as const;
const GUESSED = { origin: "generated", confidence: 0.6 } as const;
const DRAWN = { origin: "default", confidence: 0.3 } as const;

/** What the rules wrote, field by field. */
export function rulesConfidence(briefText: string, niche: string): Record<PersonaFieldName, FieldTrust> {
  const brief = readBrief(briefText);
  const told = (isTold: boolean): FieldTrust => (isTold ? SURE : DRAWN);
  // "lifestyle" is what a brief without a niche gets.
  const fromNiche = niche !== "lifestyle" || brief.niches[0] !== "lifestyle" ? LIKELY : DRAWN;
  const fromTone = told(brief.tones.length > 0);
  const fromPlace = told(brief.place !== null);
  return {
    bio: fromNiche,
    backstory: fromNiche,
    traits: fromTone,
    interests: brief.likes.en.length + brief.likes.es.length > 0 ? SURE : fromNiche,
    goals: fromNiche,
    communicationStyle: fromTone,
    tone: fromTone,
    audienceRelation: fromTone,
    catchphrase: brief.catchphrase === null ? fromNiche : SURE,
    appearance: DRAWN,
    location: brief.place === null && brief.countryPlaces.length > 0 ? LIKELY : fromPlace,
    lifestyle: fromNiche,
    culturalBackground: brief.languages.length > 0 ? SURE : fromPlace,
  };
}

/** @param guessed what a review found no word of the brief for; null: nobody reviewed it */
export function modelConfidence(guessed: readonly PersonaFieldName[] | null): Record<PersonaFieldName, FieldTrust> {
  const trust = (name: PersonaFieldName): FieldTrust => {
    if (guessed === null) return LIKELY;
    return guessed.includes(name) ? GUESSED : SURE;
  };
  return Object.fromEntries(PERSONA_FIELDS.map((name) => [name, trust(name)])) as Record<keyof Persona, FieldTrust>;
}
