// Which fields of a persona are missing or weak, and whether the operator is asked or the gap is filled by itself (domain 2).
import { PERSONA_FIELDS, Persona, type PersonaFieldName } from "./persona.ts";

export type FieldOrigin = "manual" | "generated" | "default";
export type FieldState = "ready" | "weak" | "invalid" | "missing";

export interface StoredField {
  readonly name: string;
  readonly value: unknown;
  readonly origin: FieldOrigin;
  readonly confidence: number;
}

export interface FieldReadiness {
  readonly name: PersonaFieldName;
  readonly state: FieldState;
  /** null: there is none. */
  readonly origin: FieldOrigin | null;
  readonly confidence: number;
  /** `ask`: a guess only the operator can settle. `fill`: it can be written to go with the rest. */
  readonly remedy: "none" | "ask" | "fill";
}

export interface PersonaReadiness {
  readonly fields: readonly FieldReadiness[];
  /** Missing or not valid: she cannot work until they are there. */
  readonly gaps: readonly PersonaFieldName[];
  readonly weak: readonly PersonaFieldName[];
  /** 0..1: mean confidence, a gap counting nothing. */
  readonly score: number;
}

/** Below it a field is a guess. */
export const WEAK_CONFIDENCE = 0.5;
/** Shorter texts give prompts nothing to work with. Our own choice. */
const THIN: Partial<Record<PersonaFieldName, number>> = {
  bio: 40,
  backstory: 60,
  communicationStyle: 20,
  audienceRelation: 15,
  appearance: 25,
};

export function personaReadiness(stored: readonly StoredField[]): PersonaReadiness {
  const byName = new Map(stored.map((field) => [field.name, field]));
  const fields = PERSONA_FIELDS.map((name) => readinessOf(name, byName.get(name)));
  const sum = fields.reduce((total, { state, confidence }) => total + (isGap(state) ? 0 : confidence), 0);
  return {
    fields,
    gaps: fields.filter(({ state }) => isGap(state)).map(({ name }) => name),
    weak: fields.filter(({ state }) => state === "weak").map(({ name }) => name),
    score: sum / fields.length,
  };
}

const isGap = (state: FieldState) => state === "missing" || state === "invalid";

function readinessOf(name: PersonaFieldName, field: StoredField | undefined): FieldReadiness {
  if (!field) return { name, state: "missing", origin: null, confidence: 0, remedy: "fill" };
  const { origin, confidence, value } = field;
  if (!Persona.shape[name].safeParse(value).success)
    return { name, state: "invalid", origin, confidence, remedy: "fill" };
  const isThin = typeof value === "string" && value.length < (THIN[name] ?? 0);
  const isWeak = confidence < WEAK_CONFIDENCE || (isThin && origin !== "manual");
  return { name, state: isWeak ? "weak" : "ready", origin, confidence, remedy: isWeak ? "ask" : "none" };
}
