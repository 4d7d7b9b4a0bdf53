// Says of each field where it comes from and how sure it is, and what is still missing or weak.
import type { PersonaFieldName } from "../../../domain/avatars/persona.ts";
import { modelConfidence, rulesConfidence } from "../../../domain/avatars/persona-confidence.ts";
import {
  type PersonaReadiness,
  personaReadiness,
  type StoredField,
} from "../../../domain/avatars/persona-readiness.ts";
import type { PersonaDraft } from "../state.ts";

/** What somebody still complains of stands, but not firmly. */
const DOUBTED = 0.4;

export function rate(state: PersonaDraft): { fields: readonly StoredField[]; readiness: PersonaReadiness } {
  const { context, brief, niche, guessed, persona, wanted, given, faults } = state;
  const trust = context.chat.info.offline ? rulesConfidence(brief, niche) : modelConfidence(guessed);
  const isDoubted = (name: PersonaFieldName) => faults.some(({ fields }) => fields.includes(name));
  const written = wanted.map((name): StoredField => {
    const { origin, confidence } = trust[name];
    return {
      name,
      value: persona[name],
      origin,
      confidence: isDoubted(name) ? Math.min(confidence, DOUBTED) : confidence,
    };
  });
  const fields = [...given.filter(({ name }) => !wanted.some((field) => field === name)), ...written];
  return { fields, readiness: personaReadiness(fields) };
}
