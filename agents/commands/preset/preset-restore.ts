// Takes up again what a preset of the operator's own said before: as a new version, by the rules of today.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findWording } from "../template/wording-versions.ts";
import { loadPresets, pickOwnPreset } from "./load-presets.ts";
import { PresetSummary, presetCard } from "./preset-card.ts";
import { StoredPreset } from "./preset-wording.ts";
import { rewordPreset } from "./reword-preset.ts";

export const presetRestore = defineCommand({
  name: "preset.restore",
  role: "manager",
  effect: "write",
  input: z.object({ preset: z.string(), version: z.number().int().min(1) }),
  output: PresetSummary.extend({ hasChanged: z.boolean() }),
  positional: ["preset", "version"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { preset: reference, version }) => {
    const before = pickOwnPreset(context, await loadPresets(context), reference);
    const subject = { kind: "preset" as const, key: before.key, version: before.version };
    return await rewordPreset(context, before, (await findWording(context, subject, version, StoredPreset)) ?? before);
  },
  view: (output, context, { version }) => {
    const { language } = context.actor;
    const words = texts(language).templates;
    const title = output.hasChanged
      ? words.presetRestored(output.key, version, output.version)
      : words.presetUnchanged(output.key);
    return presetCard(output, language, title);
  },
  subject: (_input, output) => output.key,
});
