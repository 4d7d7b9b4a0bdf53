// Takes up again what a template of the operator's own said before: as a new version, by the rules of today.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { loadTemplates, pickOwnTemplate } from "./load-templates.ts";
import { rewordTemplate } from "./reword-template.ts";
import { TemplateSummary, templateCard } from "./template-card.ts";
import { StoredWording } from "./template-wording.ts";
import { findWording } from "./wording-versions.ts";

export const templateRestore = defineCommand({
  name: "template.restore",
  role: "manager",
  effect: "write",
  input: z.object({ template: z.string(), version: z.number().int().min(1) }),
  output: TemplateSummary.extend({ hasChanged: z.boolean() }),
  positional: ["template", "version"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { template: reference, version }) => {
    const before = pickOwnTemplate(context, await loadTemplates(context), reference);
    const subject = { kind: "template" as const, key: before.key, version: before.version };
    const wording = (await findWording(context, subject, version, StoredWording)) ?? before;
    return await rewordTemplate(context, before, { wording, isActive: before.isActive });
  },
  view: (output, context, { version }) => {
    const { language } = context.actor;
    const words = texts(language).templates;
    if (!output.hasChanged) return templateCard(output, language, words.unchanged(output.key));
    const title = words.restored(output.key, version, output.version);
    return { ...templateCard(output, language, title), note: words.piecesKeep };
  },
  subject: (_input, output) => output.key,
});
