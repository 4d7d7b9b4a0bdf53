// Changes a preset of the operator's own: a new version in place. Pictures made with it keep the words they were made with.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { loadPresets, pickOwnPreset } from "./load-presets.ts";
import { PresetSummary, presetCard } from "./preset-card.ts";
import { completePreset, presetShape } from "./preset-wording.ts";
import { rewordPreset } from "./reword-preset.ts";

export const presetEdit = defineCommand({
  name: "preset.edit",
  role: "manager",
  effect: "write",
  input: z.object({ preset: z.string(), ...presetShape }),
  output: PresetSummary.extend({ hasChanged: z.boolean() }),
  positional: ["preset", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { preset: reference, ...given }) => {
    const before = pickOwnPreset(context, await loadPresets(context), reference);
    const words = texts(context.actor.language).templates;
    if (Object.values(given).every((value) => value === undefined)) {
      throw new AppError("invalid_input", words.nothingToChange, {
        remedy: words.nothingToChangeHint(Object.keys(presetShape).join(", ")),
      });
    }
    return await rewordPreset(context, before, completePreset(context, given, before));
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).templates;
    const { key, version, hasChanged } = output;
    return presetCard(output, language, hasChanged ? words.presetChanged(key, version) : words.presetUnchanged(key));
  },
  subject: (_input, output) => output.key,
});
