// One field anew, to go with all the others. A model is paid like for avatar.create: reserved by the call, within the budget.
import { z } from "zod";
import { type Persona, validFields } from "../../domain/avatars/persona.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { consentedNames } from "../avatar/likeness.ts";
import { defineCommand } from "../command.ts";
import { composePersona } from "./compose-persona.ts";
import { languageOf, loadLivingPersona, valuesOf } from "./load-persona.ts";
import { PersonaStatus, personaCard, personaStatus } from "./persona-card.ts";
import { requirePath } from "./persona-set.ts";
import { savePersona } from "./save-persona.ts";

export const personaRegenerate = defineCommand({
  name: "persona.regenerate",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), field: z.string().trim().max(60) }),
  output: PersonaStatus,
  positional: ["avatar", "field"],
  errors: ["not_found", "invalid_input", "refused", "conflict", "provider_failed", "budget_reached"],
  run: async (context, input) => {
    const loaded = await loadLivingPersona(context, input.avatar);
    const { name } = requirePath(context, input.field);
    const { avatar, fields } = loaded;
    const valid = validFields(valuesOf(fields));
    const composed = await composePersona(context, {
      ...avatar,
      avatarId: avatar.id,
      age: avatar.statedAge,
      language: languageOf(avatar),
      timeZone: null,
      wanted: [name],
      given: fields.filter((field) => field.name !== name && field.name in valid),
      unlike: valid[name] === undefined ? {} : ({ [name]: valid[name] } satisfies Partial<Persona>),
      consented: await consentedNames(context, avatar.id),
    });
    const written = composed.fields.filter((field) => field.name === name);
    if (JSON.stringify(written[0]?.value) === JSON.stringify(valid[name])) {
      const words = texts(context.actor.language).persona;
      throw new AppError("refused", words.nothingElse(words.fields[name]), {
        field: "field",
        reason: "nothing_else",
        remedy: `persona set ${avatar.slug} ${name} …`,
      });
    }
    await savePersona(context, loaded, written);
    return await personaStatus(context, avatar.id, [name]);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).persona;
    const [name = ""] = output.changed;
    const label = words.fields[name as keyof typeof words.fields];
    return personaCard(output, context.actor.language, words.fieldRegenerated(output.name, label));
  },
  subject: (_input, output) => output.avatar,
});
