// Writes what is wanted: the model, or the drafting rules offline.
import { draftPersona } from "../../../domain/avatars/draft-persona.ts";
import type { Persona } from "../../../domain/avatars/persona.ts";
import { paidChat } from "../../paid-chat.ts";
import { givenPersona, only } from "../given.ts";
import { PERSONA_PROMPT, personaMessages, personaSystemPrompt, wantedSchema } from "../prompts.ts";
import type { PersonaDraft } from "../state.ts";

export async function draft(state: PersonaDraft): Promise<{ persona: Partial<Persona>; attempts: number }> {
  const { context, operatorId, avatarId, wanted, signal } = state;
  const answer = await paidChat(
    context,
    {
      id: PERSONA_PROMPT.id,
      promptVersion: PERSONA_PROMPT.version,
      system: personaSystemPrompt(state),
      messages: personaMessages(state),
      schema: wantedSchema(wanted),
      schemaName: "persona",
      offlineAnswer: () => byRules(state),
      signal,
    },
    { operatorId, ...(avatarId === null ? {} : { avatarId }) },
  );
  return { persona: { ...givenPersona(state), ...answer.value }, attempts: state.attempts + 1 };
}

/** Draws enough for a choice, where the brief leaves one. */
const MOST_DRAWS = 12;

/** Of several drafts the one that has least of what was not liked. */
function byRules(state: PersonaDraft): Partial<Persona> {
  const { name, brief, age, niche, language, timeZone, wanted, unlike, context } = state;
  const given = givenPersona(state);
  const repeats = (persona: Partial<Persona>) =>
    wanted.filter((field) => JSON.stringify(persona[field]) === JSON.stringify(unlike[field])).length;
  const draw = () =>
    only(draftPersona({ name, brief, age, niche, language, timeZone, given, random: context.random }), wanted);
  let best = draw();
  for (let drawn = 1; drawn < MOST_DRAWS && repeats(best) > 0; drawn += 1) {
    const next = draw();
    if (repeats(next) < repeats(best)) best = next;
  }
  return best;
}
