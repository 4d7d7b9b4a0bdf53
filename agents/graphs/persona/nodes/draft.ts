// Writes the persona: the model, or the drafting rules offline.
import { draftPersona } from "../../../domain/avatars/draft-persona.ts";
import { Persona } from "../../../domain/avatars/persona.ts";
import { paidChat } from "../../paid-chat.ts";
import { PERSONA_PROMPT, personaMessages, personaSystemPrompt } from "../prompts.ts";
import type { PersonaDraft } from "../state.ts";

export async function draft(state: PersonaDraft): Promise<{ persona: Persona; attempts: number }> {
  const { context, name, brief, age, language } = state;
  const attempts = (state.attempts ?? 0) + 1;
  const answer = await paidChat(
    context,
    {
      id: PERSONA_PROMPT.id,
      promptVersion: PERSONA_PROMPT.version,
      system: personaSystemPrompt(language),
      messages: personaMessages(state),
      schema: Persona,
      schemaName: "persona",
      offlineAnswer: () => draftPersona({ name, brief, age, language, random: context.random }),
      signal: state.signal,
    },
    { operatorId: state.operatorId },
  );
  return { persona: answer.value, attempts };
}
