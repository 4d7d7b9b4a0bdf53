// What one contradiction in a persona is, and what it is judged against.
import type { Persona, PersonaFieldName } from "../persona.ts";

export type ContradictionRule =
  | "age"
  | "city_and_country"
  | "other_city"
  | "time_zone"
  | "spoken_language"
  | "written_language"
  | "niche"
  | "duplicates";

export interface Contradiction {
  readonly rule: ContradictionRule;
  /** Those that do not go together, or the one at fault. */
  readonly fields: readonly PersonaFieldName[];
  /** The words that gave it away, or what was expected. */
  readonly found: string;
}

/** What is fixed about the avatar beside her persona. */
export interface AvatarFacts {
  readonly statedAge: number;
  readonly niche: string;
  /** What she writes in: "en", "es". */
  readonly language: string;
  /** null: it binds nothing. */
  readonly timeZone: string | null;
  readonly now: Date;
}

/** Fields that are missing are not judged. */
export type JudgedPersona = Partial<Persona>;
