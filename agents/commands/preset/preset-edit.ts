// Changes a preset of the operator's own. Pictures made with it keep the words they were made with.
import { z } from "zod";
import { APPEARANCE_RULE_VERSION } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { requireFitWording } from "../template/require-fit-wording.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { loadPresets, pickOwnPreset } from "./load-presets.ts";
import { PresetSummary, presetCard, summarisePreset } from "./preset-card.ts";
import { completePreset, presetRow, presetShape, textsOfPreset } from "./preset-wording.ts";

export const presetEdit = defineCommand({
  name: "preset.edit",
  role: "manager",
  effect: "write",
  input: z.object({ preset: z.string(), ...presetShape }),
  output: PresetSummary,
  positional: ["preset", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { preset: reference, ...given }) => {
    const { key, isOwn, ...before } = pickOwnPreset(context, await loadPresets(context), reference);
    const words = texts(context.actor.language).templates;
    if (Object.values(given).every((value) => value === undefined)) {
      throw new AppError("invalid_input", words.nothingToChange, {
        remedy: words.nothingToChangeHint(Object.keys(presetShape).join(", ")),
      });
    }
    const wording = completePreset(context, given, before);
    await requireFitWording(context, { fields: textsOfPreset(wording), tier: null });
    await transact(context, async (tx) => {
      const written = await tx.preset.updateMany({ where: { key, shipped: false }, data: presetRow(wording) });
      if (written.count === 0) throw new AppError("conflict", words.changedMeanwhile(key), { field: "preset" });
      const { id } = await tx.preset.findUniqueOrThrow({ where: { key } });
      await appendTrustEvent(context, tx, id, {
        control: "C9",
        ruleVersion: APPEARANCE_RULE_VERSION,
        judged: Object.values(textsOfPreset(wording)).join("\n"),
        decision: "adult",
      });
    });
    return summarisePreset({ ...wording, key, isOwn });
  },
  view: (output, context) => {
    const { language } = context.actor;
    return presetCard(output, language, texts(language).templates.presetChanged(output.key));
  },
  subject: (_input, output) => output.key,
});
