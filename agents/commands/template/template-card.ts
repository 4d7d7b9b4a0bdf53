// One template as a card: its parts, where it comes from, and what can be done with it.
import { z } from "zod";
import { shotTitle } from "../../domain/content/shot.ts";
import type { CatalogueTemplate } from "../../domain/content/templates/catalogue.ts";
import { ASPECT_RATIOS, CATEGORIES } from "../../domain/content/templates/template.ts";
import { TIERS } from "../../domain/content/tier.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton } from "../view.ts";

export const TemplateSummary = z.object({
  key: z.string(),
  title: z.string(),
  category: z.enum(CATEGORIES),
  tier: z.enum(TIERS),
  explicitness: z.number(),
  prompt: z.string(),
  pose: z.string(),
  lighting: z.string(),
  angle: z.string(),
  aspectRatio: z.enum(ASPECT_RATIOS),
  niches: z.array(z.string()),
  tags: z.array(z.string()),
  isOwn: z.boolean(),
  version: z.number(),
  isActive: z.boolean(),
});
export type TemplateSummaryValue = z.output<typeof TemplateSummary>;

export function summariseTemplate(template: CatalogueTemplate): TemplateSummaryValue {
  return {
    ...template,
    title: shotTitle(template.key, () => template),
    niches: [...template.niches],
    tags: [...template.tags],
  };
}

/** @param title of what was just done; else the template's own */
export function templateCard(template: TemplateSummaryValue, language: Language, title?: string): Card {
  const words = texts(language);
  const staging = (text: string) => (text === "" ? words.templates.open : text);
  const listed = (items: readonly string[]) => (items.length === 0 ? words.common.none : items.join(", "));
  return {
    title: title ?? template.title,
    ...(title === undefined ? {} : { tone: "good" as const }),
    text: template.prompt,
    fields: [
      { label: words.templates.template, value: template.key },
      { label: words.templates.source, value: originOf(template, language) },
      { label: words.templates.category, value: words.templates.categories[template.category] },
      { label: words.batch.tier, value: `${words.batch.tiers[template.tier]} (${template.explicitness})` },
      { label: words.templates.parts.pose, value: staging(template.pose) },
      { label: words.templates.parts.light, value: staging(template.lighting) },
      { label: words.templates.angle, value: template.angle || words.common.none },
      { label: words.templates.aspectRatio, value: template.aspectRatio },
      { label: words.templates.niches, value: listed(template.niches) },
      { label: words.templates.tags, value: listed(template.tags) },
    ],
    buttons: templateButtons(template, language),
  };
}

export function originOf(template: TemplateSummaryValue, language: Language): string {
  const words = texts(language).templates;
  const origin = template.isOwn ? words.ownVersion(template.version) : words.shipped;
  return template.isActive ? origin : `${origin}, ${words.off}`;
}

function templateButtons({ key, isOwn }: TemplateSummaryValue, language: Language): CardButton[] {
  const words = texts(language).templates;
  const input = { template: key };
  return [
    {
      label: words.tryIt,
      command: "template.try",
      input,
      style: "primary",
      ask: { field: "avatar", label: words.tryFor },
    },
    ...(isOwn
      ? [
          { label: words.change, command: "template.edit", input, ask: { field: "prompt", label: words.newPrompt } },
          { label: words.remove, command: "template.delete", input, style: "danger" as const },
        ]
      : [
          {
            label: words.copy,
            command: "template.create",
            input: { from: key },
            ask: { field: "key", label: words.copyKey },
          },
        ]),
  ];
}
