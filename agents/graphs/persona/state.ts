// State of writing one persona, whole or in part. Each field is written by the one node named beside it.
import { Annotation } from "@langchain/langgraph";
import type { AppContext } from "../../commands/context.ts";
import type { PersonaRefusal } from "../../domain/avatars/judge-persona.ts";
import type { Persona, PersonaFieldName } from "../../domain/avatars/persona.ts";
import type { ContradictionRule } from "../../domain/avatars/persona-coherence.ts";
import type { PersonaReadiness, StoredField } from "../../domain/avatars/persona-readiness.ts";
import type { Language } from "../../texts/texts.ts";

export interface PersonaFault {
  readonly by: PersonaRefusal["control"] | "coherence" | "review";
  /** For the model that writes again. */
  readonly what: string;
  /** Dotted names. */
  readonly fields: readonly string[];
  readonly rule?: ContradictionRule;
  readonly found?: string;
}

export const PersonaState = Annotation.Root({
  /** the caller */
  context: Annotation<AppContext>,
  /** the caller: who asks, for the cost row */
  operatorId: Annotation<string>,
  /** the caller; null while the avatar has no row */
  avatarId: Annotation<string | null>,
  /** the caller */
  name: Annotation<string>,
  /** the caller */
  brief: Annotation<string>,
  /** the caller */
  age: Annotation<number>,
  /** the caller */
  niche: Annotation<string>,
  /** the caller */
  language: Annotation<Language>,
  /** the caller: one the place has to go with, or null */
  timeZone: Annotation<string | null>,
  /** the caller: fields to be written */
  wanted: Annotation<readonly PersonaFieldName[]>,
  /** the caller: fields that stand and that the others go with */
  given: Annotation<readonly StoredField[]>,
  /** the caller: values that are not wanted again */
  unlike: Annotation<Partial<Persona>>,
  /** the caller: who consented to being named (trust C8) */
  consented: Annotation<readonly string[]>,
  /** the caller */
  signal: Annotation<AbortSignal>,
  /** draft: what stands and what was written */
  persona: Annotation<Partial<Persona>>,
  /** draft: how often it was asked */
  attempts: Annotation<number>,
  /** check and review: why the draft will not do; empty when it will */
  faults: Annotation<readonly PersonaFault[]>,
  /** review */
  isReviewed: Annotation<boolean>,
  /** review: fields the brief has no word for; null: not reviewed */
  guessed: Annotation<readonly PersonaFieldName[] | null>,
  /** rate: all fields there are, with where they come from */
  fields: Annotation<readonly StoredField[]>,
  /** rate */
  readiness: Annotation<PersonaReadiness>,
});

export type PersonaDraft = typeof PersonaState.State;
