// The templates there are: shipped ones and the operators' own, narrowed down by what they are or say.
import { z } from "zod";
import { CATEGORIES } from "../../domain/content/templates/template.ts";
import { TIERS } from "../../domain/content/tier.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { loadTemplates } from "./load-templates.ts";
import { originOf, summariseTemplate, TemplateSummary, type TemplateSummaryValue } from "./template-card.ts";

export const SOURCES = ["own", "shipped"] as const;

const Input = z.object({
  text: z.string().trim().max(100).optional(),
  category: z.enum(CATEGORIES).optional(),
  tier: z.enum(TIERS).optional(),
  source: z.enum(SOURCES).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const templateList = defineCommand({
  name: "template.list",
  role: "manager",
  effect: "read",
  input: Input,
  output: z.object({ templates: z.array(TemplateSummary), total: z.number() }),
  positional: ["text"],
  errors: [],
  run: async (context, input) => {
    const { all } = await loadTemplates(context);
    const found = all.map(summariseTemplate).filter((template) => fits(template, input));
    return { templates: found.slice(0, input.limit), total: found.length };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language);
    if (output.total === 0) return { title: words.templates.noneFound };
    return {
      title: words.templates.templatesTitle(output.total),
      table: {
        columns: [
          { label: words.templates.template },
          { label: words.templates.category },
          { label: words.batch.tier },
          { label: words.templates.source },
        ],
        rows: output.templates.map((template) => [
          template.key,
          words.templates.categories[template.category],
          words.batch.tiers[template.tier],
          originOf(template, language),
        ]),
      },
      ...(output.templates.length < output.total
        ? { note: words.templates.moreOfThem(output.templates.length, output.total) }
        : {}),
    };
  },
});

function fits(template: TemplateSummaryValue, wanted: z.output<typeof Input>): boolean {
  if (wanted.category !== undefined && template.category !== wanted.category) return false;
  if (wanted.tier !== undefined && template.tier !== wanted.tier) return false;
  if (wanted.source !== undefined && template.isOwn !== (wanted.source === "own")) return false;
  const { key, category, prompt, pose, lighting, niches, tags } = template;
  const said = [key, category, prompt, pose, lighting, ...niches, ...tags].join(" ").toLowerCase();
  return (wanted.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
