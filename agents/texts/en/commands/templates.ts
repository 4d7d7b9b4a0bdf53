// Words of the commands about templates and presets.
import type { CommandText } from "../commands.ts";

const wording = {
  prompt: "What the picture shows, in English, of adults only",
  category: "fitness, lifestyle, glamour, beach, urban, nature, artistic, wellness, fashion or evening",
  tier: "safe, suggestive or restricted: where its pieces may be shown",
  pose: "How she stands or moves; empty leaves it to the preset",
  lighting: "The light; empty leaves it to the preset",
  angle: "front, side profile, three-quarter ...",
  aspectRatio: "Shape such as 4:5, 1:1 or 9:16",
  niches: "Niches it fits best, separated by commas",
  tags: "Words for hashtags, separated by commas",
};

const look = {
  prompt: "The look in words, in English",
  negative: "What must not appear; minors and picture faults are named already",
  keywords: "Style words, separated by commas",
  lighting: "Lights to suggest, separated by commas",
  poses: "Poses to suggest, separated by commas",
  cfg: "Guidance, 1 to 20",
  steps: "Steps, 1 to 100",
};

export const templatesCommandTexts: Readonly<Record<string, CommandText>> = {
  "template.list": {
    summary: "Show the templates there are: shipped ones and your own.",
    example: "template list beach --tier safe",
    arguments: {
      text: "Words that occur in it",
      category: wording.category,
      tier: "safe, suggestive or restricted",
      source: "own or shipped",
      limit: "How many at most",
    },
  },
  "template.show": {
    summary: "Show a template, and the prompt it becomes for an avatar, part by part.",
    example: "template show beach-shore-walk luna --preset beach_vacation",
    arguments: {
      template: "Key of the template",
      avatar: "Name or slug of the avatar to build the prompt for",
      preset: "Look to build it with",
      version: "A former version, by its number",
    },
  },
  "template.create": {
    summary: "Write a template of your own, from nothing or from another one.",
    example:
      'template create sunset-terrace "on a terrace above the city, summer dress" --category evening --tier safe',
    arguments: { key: "Its name, such as sunset-terrace", ...wording, from: "Template to copy where nothing is given" },
  },
  "template.edit": {
    summary: "Change a template of your own; pieces keep the words they were made with.",
    example: 'template edit sunset-terrace --lighting "last light"',
    arguments: { template: "Key of the template", ...wording, active: "no: batches use it no more" },
  },
  "template.restore": {
    summary: "Take up again what a template of your own said before, as a new version.",
    example: "template restore sunset-terrace 2",
    arguments: { template: "Key of the template", version: "Number of the former version" },
  },
  "template.delete": {
    summary: "Remove a template of your own; one that pieces were made with is switched off.",
    example: "template delete sunset-terrace",
    arguments: { template: "Key of the template" },
  },
  "template.try": {
    summary: "Make one picture of a template for an avatar, to see what its words give: quote first, then your yes.",
    example: "template try sunset-terrace luna",
    arguments: {
      template: "Key of the template",
      avatar: "Name or slug of the avatar",
      preset: "Look, e.g. beach_vacation",
      provider: "This provider only",
      seed: "The same seed, the same picture where the provider can",
    },
  },
  "template.trials": {
    summary: "Show the newest trials of a template.",
    example: "template trials sunset-terrace",
    arguments: { template: "Key of the template", limit: "How many at most" },
  },
  "preset.list": {
    summary: "Show the presets there are: shipped ones and your own.",
    example: "preset list",
    arguments: { source: "own or shipped" },
  },
  "preset.show": {
    summary: "Show a preset, and what it becomes for an avatar's niche and age.",
    example: "preset show beach_vacation luna",
    arguments: {
      preset: "Key of the preset",
      avatar: "Name or slug of the avatar",
      version: "A former version, by its number",
    },
  },
  "preset.create": {
    summary: "Write a preset of your own, from nothing or from another one.",
    example: 'preset create film_noir "black and white photograph, deep shadows" --cfg 7',
    arguments: { key: "Its name, such as film_noir", ...look, from: "Preset to copy where nothing is given" },
  },
  "preset.edit": {
    summary: "Change a preset of your own; pictures keep the words they were made with.",
    example: "preset edit film_noir --steps 32",
    arguments: { preset: "Key of the preset", ...look },
  },
  "preset.restore": {
    summary: "Take up again what a preset of your own said before, as a new version.",
    example: "preset restore film_noir 2",
    arguments: { preset: "Key of the preset", version: "Number of the former version" },
  },
  "preset.delete": {
    summary: "Remove a preset of your own.",
    example: "preset delete film_noir",
    arguments: { preset: "Key of the preset" },
  },
};
