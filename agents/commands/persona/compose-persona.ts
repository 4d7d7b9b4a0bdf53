// Has the graph write a persona, or some fields of one, and turns a draft that stays at fault into a typed failure.
import { PERSONA_FIELDS, type Persona, type PersonaFieldName } from "../../domain/avatars/persona.ts";
import type { PersonaReadiness, StoredField } from "../../domain/avatars/persona-readiness.ts";
import type { PersonaFault } from "../../graphs/persona/state.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { contradictionText } from "./contradiction-text.ts";
import { refusedPersona } from "./refuse-persona.ts";

export interface PersonaRequest {
  readonly avatarId: string | null;
  readonly name: string;
  readonly brief: string;
  readonly age: number;
  readonly niche: string;
  readonly language: "en" | "es";
  readonly timeZone: string | null;
  /** All when absent. */
  readonly wanted?: readonly PersonaFieldName[];
  /** Valid fields that stand. */
  readonly given?: readonly StoredField[];
  readonly unlike?: Partial<Persona>;
  readonly consented?: readonly string[];
}

export interface ComposedPersona {
  /** What stood and what was written. */
  readonly fields: readonly StoredField[];
  readonly readiness: PersonaReadiness;
}

/** @throws AppError `refused`, `provider_failed`, `budget_reached` and what the model's adapter says */
export async function composePersona(context: CommandContext, request: PersonaRequest): Promise<ComposedPersona> {
  // Loaded when needed: LangGraph is a quarter of what a start would load.
  const { buildPersonaGraph } = await import("../../graphs/persona/graph.ts");
  const { isFatal } = await import("../../graphs/persona/edges.ts");
  const { avatarId, name, brief, age, niche, language, timeZone } = request;
  const drafted = await buildPersonaGraph().invoke({
    ...{ context, avatarId, name, brief, age, niche, language, timeZone },
    operatorId: context.actor.id,
    wanted: request.wanted ?? PERSONA_FIELDS,
    given: request.given ?? [],
    unlike: request.unlike ?? {},
    consented: request.consented ?? [],
    signal: context.signal,
    faults: [],
    attempts: 0,
    isReviewed: false,
    guessed: null,
  });
  const fault = drafted.faults.find(isFatal);
  if (fault) throw failureOf(context, fault);
  return { fields: drafted.fields, readiness: drafted.readiness };
}

function failureOf(context: CommandContext, { by, rule, fields, found = "" }: PersonaFault): AppError {
  if (by !== "coherence" && by !== "review") {
    const [field = "brief"] = fields;
    return refusedPersona(context, { control: by, field, person: found }, "brief");
  }
  const words = texts(context.actor.language).persona;
  const why = rule ? contradictionText(words, { rule, fields, found }) : found;
  // A model may do better when asked again; the rules say the same again.
  return new AppError(context.chat.info.offline ? "refused" : "provider_failed", words.incoherent(why), {
    field: "brief",
    reason: "persona_incoherent",
    remedy: words.incoherentRemedy,
  });
}
