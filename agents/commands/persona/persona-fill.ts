// Writes what a persona lacks, to go with what she has; guesses too, when asked.
import { z } from "zod";
import { validFields } from "../../domain/avatars/persona.ts";
import { personaReadiness } from "../../domain/avatars/persona-readiness.ts";
import { texts } from "../../texts/texts.ts";
import { consentedNames } from "../avatar/likeness.ts";
import { defineCommand } from "../command.ts";
import { composePersona } from "./compose-persona.ts";
import { languageOf, loadLivingPersona, valuesOf } from "./load-persona.ts";
import { PersonaStatus, personaCard, personaStatus } from "./persona-card.ts";
import { savePersona } from "./save-persona.ts";

export const personaFill = defineCommand({
  name: "persona.fill",
  role: "manager",
  effect: "write",
  input: z.object({
    avatar: z.string(),
    /** Also write guesses anew. */
    weak: z.boolean().default(false),
  }),
  output: PersonaStatus,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict", "provider_failed", "budget_reached"],
  run: async (context, input) => {
    const loaded = await loadLivingPersona(context, input.avatar);
    const { avatar, fields } = loaded;
    const { gaps, weak } = personaReadiness(fields);
    const wanted = input.weak ? [...gaps, ...weak] : gaps;
    if (wanted.length === 0) return await personaStatus(context, avatar.id);
    const valid = validFields(valuesOf(fields));
    const composed = await composePersona(context, {
      ...avatar,
      avatarId: avatar.id,
      age: avatar.statedAge,
      language: languageOf(avatar),
      timeZone: null,
      wanted,
      given: fields.filter(({ name }) => name in valid && !wanted.some((field) => field === name)),
      consented: await consentedNames(context, avatar.id),
    });
    const written = composed.fields.filter(({ name }) => wanted.some((field) => field === name));
    await savePersona(context, loaded, written);
    return await personaStatus(context, avatar.id, wanted);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).persona;
    const names = output.changed.map((name) => words.fields[name as keyof typeof words.fields]);
    const title = names.length === 0 ? words.nothingToFill(output.name) : words.filled(output.name, names.join(", "));
    return personaCard(output, context.actor.language, title);
  },
  subject: (_input, output) => output.avatar,
});
