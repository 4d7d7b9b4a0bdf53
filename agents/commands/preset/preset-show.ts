// One preset, and what its words become for an avatar's niche and age.
import { z } from "zod";
import { adaptPreset } from "../../domain/content/presets/adapt-preset.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { withVersions } from "../template/versions-card.ts";
import { FormerVersion, findWording, formerVersions } from "../template/wording-versions.ts";
import { loadPresets, pickPreset } from "./load-presets.ts";
import { PresetSummary, presetCard, summarisePreset } from "./preset-card.ts";
import { StoredPreset } from "./preset-wording.ts";

export const presetShow = defineCommand({
  name: "preset.show",
  role: "manager",
  effect: "read",
  input: z.object({
    preset: z.string(),
    avatar: z.string().optional(),
    /** A former one; the one in force when left out. */
    version: z.number().int().min(1).optional(),
  }),
  output: z.object({
    preset: PresetSummary,
    current: z.number(),
    former: z.array(FormerVersion),
    adapted: z.object({ avatar: z.string(), name: z.string(), words: z.array(z.string()) }).nullable(),
  }),
  positional: ["preset", "avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const newest = pickPreset(context, await loadPresets(context), input.preset);
    const subject = { kind: "preset" as const, key: newest.key, version: newest.version };
    const version = input.version ?? newest.version;
    const preset = { ...newest, ...(await findWording(context, subject, version, StoredPreset)), version };
    const former = await formerVersions(context, "preset", newest.key);
    const shown = { preset: summarisePreset(preset), current: newest.version, former };
    if (input.avatar === undefined) return { ...shown, adapted: null };
    const { slug, name, niche, statedAge } = await findAvatar(context, input.avatar);
    const { words } = adaptPreset(preset, { niche, age: statedAge });
    return { ...shown, adapted: { avatar: slug, name, words: [...words] } };
  },
  view: ({ preset, current, former, adapted }, context) => {
    const { language } = context.actor;
    const { key, version } = preset;
    const shown = { kind: "preset" as const, key, version, current, former };
    const card = withVersions(presetCard(preset, language), shown, language);
    if (!adapted) return card;
    const line = { label: texts(language).templates.adapted(adapted.name), value: adapted.words.join(", ") };
    return { ...card, fields: [line, ...(card.fields ?? [])] };
  },
});
