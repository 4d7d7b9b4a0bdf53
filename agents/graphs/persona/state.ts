// State of drafting one persona. Each field is written by the one node named beside it.
import { Annotation } from "@langchain/langgraph";
import type { AppContext } from "../../commands/context.ts";
import type { Persona } from "../../domain/avatars/persona.ts";
import type { Language } from "../../texts/texts.ts";

export const PersonaState = Annotation.Root({
  /** the caller */
  context: Annotation<AppContext>,
  /** the caller: who asks, for the cost row; the avatar has no row yet */
  operatorId: Annotation<string>,
  /** the caller */
  name: Annotation<string>,
  /** the caller */
  brief: Annotation<string>,
  /** the caller */
  age: Annotation<number>,
  /** the caller */
  language: Annotation<Language>,
  /** the caller */
  signal: Annotation<AbortSignal>,
  /** draft */
  persona: Annotation<Persona>,
  /** draft: how often it was asked */
  attempts: Annotation<number>,
  /** check: why the draft will not do; empty when it will */
  faults: Annotation<readonly string[]>,
});

export type PersonaDraft = typeof PersonaState.State;
