// The newest trials of a template.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { loadTemplates, pickTemplate } from "./load-templates.ts";
import { loadTrials, TemplateTrials, trialsCard } from "./trials.ts";

export const templateTrials = defineCommand({
  name: "template.trials",
  role: "manager",
  effect: "read",
  input: z.object({ template: z.string(), limit: z.number().int().min(1).max(24).default(6) }),
  output: TemplateTrials,
  positional: ["template"],
  errors: ["not_found"],
  run: async (context, { template, limit }) =>
    await loadTrials(context, pickTemplate(context, await loadTemplates(context), template), { limit }),
  view: (output, context) => trialsCard(output, context.actor.language),
});
