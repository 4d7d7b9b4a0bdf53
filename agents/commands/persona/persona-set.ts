// One field of a persona in the operator's own words, or one part of it.
import { z } from "zod";
import { PERSONA_FIELDS } from "../../domain/avatars/persona.ts";
import { FIELD_PATHS, readFieldPath, readFieldValue } from "../../domain/avatars/read-field-value.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { describeIssue } from "../describe-issue.ts";
import { nearestWord } from "../registry.ts";
import { languageOf, loadLivingPersona } from "./load-persona.ts";
import { PersonaStatus, personaCard, personaStatus } from "./persona-card.ts";
import { savePersona } from "./save-persona.ts";

export const personaSet = defineCommand({
  name: "persona.set",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), field: z.string().trim().max(60), value: z.string().trim().min(1).max(4_000) }),
  output: PersonaStatus,
  positional: ["avatar", "field", "value"],
  errors: ["not_found", "invalid_input", "refused", "conflict"],
  run: async (context, input) => {
    const loaded = await loadLivingPersona(context, input.avatar);
    const path = requirePath(context, input.field);
    const current = loaded.fields.find(({ name }) => name === path.name)?.value;
    const read = readFieldValue(path, input.value, current, languageOf(loaded.avatar));
    if (!read.ok) {
      const words = texts(context.actor.language);
      const problem = describeIssue(read.issue, context.actor.language);
      throw new AppError("invalid_input", words.common.badValue(read.where, problem), {
        field: "value",
        remedy: words.persona.valueRemedies[path.name],
      });
    }
    const changed = { name: path.name, value: read.value, origin: "manual", confidence: 1 } as const;
    await savePersona(context, loaded, [changed], "value");
    return await personaStatus(context, loaded.avatar.id, [path.name]);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).persona;
    const [name = ""] = output.changed;
    const label = words.fields[name as keyof typeof words.fields];
    return personaCard(output, context.actor.language, words.fieldSet(output.name, label));
  },
  subject: (_input, output) => output.avatar,
});

/** @throws AppError `invalid_input` with the nearest name */
export function requirePath(context: CommandContext, field: string) {
  const path = readFieldPath(field);
  if (path) return path;
  const words = texts(context.actor.language);
  const near = nearestWord(field, FIELD_PATHS);
  throw new AppError("invalid_input", words.persona.noField(field), {
    field: "field",
    remedy: near ? words.common.didYouMean(near) : PERSONA_FIELDS.join(", "),
  });
}
