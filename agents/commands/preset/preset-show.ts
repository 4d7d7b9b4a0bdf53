// One preset, and what its words become for an avatar's niche and age.
import { z } from "zod";
import { adaptPreset } from "../../domain/content/presets/adapt-preset.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { loadPresets, pickPreset } from "./load-presets.ts";
import { PresetSummary, presetCard, summarisePreset } from "./preset-card.ts";

export const presetShow = defineCommand({
  name: "preset.show",
  role: "manager",
  effect: "read",
  input: z.object({ preset: z.string(), avatar: z.string().optional() }),
  output: z.object({
    preset: PresetSummary,
    adapted: z.object({ avatar: z.string(), name: z.string(), words: z.array(z.string()) }).nullable(),
  }),
  positional: ["preset", "avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const preset = pickPreset(context, await loadPresets(context), input.preset);
    if (input.avatar === undefined) return { preset: summarisePreset(preset), adapted: null };
    const { slug, name, niche, statedAge } = await findAvatar(context, input.avatar);
    const { words } = adaptPreset(preset, { niche, age: statedAge });
    return { preset: summarisePreset(preset), adapted: { avatar: slug, name, words: [...words] } };
  },
  view: ({ preset, adapted }, context) => {
    const { language } = context.actor;
    const card = presetCard(preset, language);
    if (!adapted) return card;
    const line = { label: texts(language).templates.adapted(adapted.name), value: adapted.words.join(", ") };
    return { ...card, fields: [line, ...(card.fields ?? [])] };
  },
});
