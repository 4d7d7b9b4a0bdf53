// Changes a template of the operator's own: a new version in place. Pieces keep the prompt they were made with.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { loadTemplates, pickOwnTemplate } from "./load-templates.ts";
import { rewordTemplate } from "./reword-template.ts";
import { TemplateSummary, templateCard } from "./template-card.ts";
import { completeWording, wordingShape } from "./template-wording.ts";

export const templateEdit = defineCommand({
  name: "template.edit",
  role: "manager",
  effect: "write",
  input: z.object({
    template: z.string(),
    ...wordingShape,
    /** Off: batches use it no more. */
    active: z.boolean().optional(),
  }),
  output: TemplateSummary.extend({ hasChanged: z.boolean() }),
  positional: ["template", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { template: reference, active, ...given }) => {
    const before = pickOwnTemplate(context, await loadTemplates(context), reference);
    const words = texts(context.actor.language).templates;
    if (active === undefined && Object.values(given).every((value) => value === undefined)) {
      throw new AppError("invalid_input", words.nothingToChange, {
        remedy: words.nothingToChangeHint([...Object.keys(wordingShape), "active"].join(", ")),
      });
    }
    const wording = completeWording(context, given, before);
    return await rewordTemplate(context, before, { wording, isActive: active ?? before.isActive });
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).templates;
    if (!output.hasChanged) return templateCard(output, language, words.unchanged(output.key));
    const title = output.isActive ? words.changed(output.key, output.version) : words.switchedOff(output.key);
    return { ...templateCard(output, language, title), note: words.piecesKeep };
  },
  subject: (_input, output) => output.key,
});
