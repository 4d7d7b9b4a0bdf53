// What a clone keeps of a persona and what is told anew: the voice stays, the life is another's.
import type { PersonaFieldName } from "./persona.ts";
import type { StoredField } from "./persona-readiness.ts";
import { withTexts } from "./persona-texts.ts";

export type CloneFace = "same" | "new";

const TOLD_ANEW: readonly PersonaFieldName[] = ["bio", "backstory", "interests", "goals", "catchphrase", "lifestyle"];

/** Fields that are written for the clone; the others are kept. */
export function fieldsToldAnew(face: CloneFace): readonly PersonaFieldName[] {
  return face === "new" ? [...TOLD_ANEW, "appearance"] : TOLD_ANEW;
}

/** What is kept speaks of the clone by her own name. */
export function renamedFields(fields: readonly StoredField[], from: string, to: string): StoredField[] {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const name = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu");
  return fields.map((field) => ({ ...field, value: withTexts(field.value, (text) => text.replace(name, () => to)) }));
}
