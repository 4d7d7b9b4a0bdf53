// One preset as a card: its words, its numbers, and what can be done with it.
import { z } from "zod";
import type { CataloguePreset } from "../../domain/content/presets/catalogue.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton } from "../view.ts";

export const PresetSummary = z.object({
  key: z.string(),
  prompt: z.string(),
  negative: z.string(),
  keywords: z.array(z.string()),
  lighting: z.array(z.string()),
  poses: z.array(z.string()),
  cfg: z.number(),
  steps: z.number(),
  isOwn: z.boolean(),
  version: z.number(),
});
export type PresetSummaryValue = z.output<typeof PresetSummary>;

export function summarisePreset({ keywords, lighting, poses, ...preset }: CataloguePreset): PresetSummaryValue {
  return { ...preset, keywords: [...keywords], lighting: [...lighting], poses: [...poses] };
}

/** @param title of what was just done; else its key */
export function presetCard(preset: PresetSummaryValue, language: Language, title?: string): Card {
  const words = texts(language);
  const listed = (items: readonly string[]) => (items.length === 0 ? words.common.none : items.join(", "));
  return {
    title: title ?? preset.key,
    ...(title === undefined ? {} : { tone: "good" as const }),
    text: preset.prompt,
    fields: [
      { label: words.templates.source, value: originOfPreset(preset, language) },
      { label: words.templates.keywords, value: listed(preset.keywords) },
      { label: words.templates.lighting, value: listed(preset.lighting) },
      { label: words.templates.poses, value: listed(preset.poses) },
      { label: words.templates.negative, value: preset.negative || words.common.none },
      { label: words.templates.parameters, value: words.templates.parametersValue(preset.cfg, preset.steps) },
    ],
    buttons: presetButtons(preset, language),
  };
}

export function originOfPreset({ isOwn, version }: PresetSummaryValue, language: Language): string {
  const words = texts(language).templates;
  return isOwn ? words.ownVersion(version) : words.shipped;
}

function presetButtons({ key, isOwn }: PresetSummaryValue, language: Language): CardButton[] {
  const words = texts(language).templates;
  const input = { preset: key };
  if (!isOwn) {
    return [
      {
        label: words.copy,
        command: "preset.create",
        input: { from: key },
        ask: { field: "key", label: words.copyKey },
      },
    ];
  }
  return [
    { label: words.change, command: "preset.edit", input, ask: { field: "prompt", label: words.newPrompt } },
    { label: words.remove, command: "preset.delete", input, style: "danger" },
  ];
}
