// A preset of the operator's own, from nothing or from one that is there.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { recordFitWording, requireFitWording } from "../template/require-fit-wording.ts";
import { MOST_KEY_CHARACTERS } from "../template/template-wording.ts";
import { transact } from "../transact.ts";
import { loadPresets, pickPreset, presetKeyOf } from "./load-presets.ts";
import { PresetSummary, presetCard, summarisePreset } from "./preset-card.ts";
import { completePreset, presetRow, presetShape, textsOfPreset } from "./preset-wording.ts";

export const presetCreate = defineCommand({
  name: "preset.create",
  role: "manager",
  effect: "write",
  input: z.object({
    key: z.string().trim().min(1).max(MOST_KEY_CHARACTERS),
    ...presetShape,
    /** Whose words and numbers stand where nothing is given. */
    from: z.string().optional(),
  }),
  output: PresetSummary,
  positional: ["key", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { key: wanted, from, ...given }) => {
    const catalogue = await loadPresets(context);
    const key = presetKeyOf(wanted);
    const words = texts(context.actor.language).templates;
    if (key === "") throw new AppError("invalid_input", words.keyEmpty, { field: "key" });
    refuseTaken(context, key, catalogue.find(key));
    const wording = completePreset(
      context,
      given,
      from === undefined ? null : pickPreset(context, catalogue, from, "from"),
    );
    await requireFitWording(context, { fields: { key, ...textsOfPreset(wording) }, tier: null });
    const id = context.ids.next("preset");
    await transact(context, async (tx) => {
      const written = await tx.preset.createMany({
        data: [{ ...presetRow(wording), id, key, createdAt: context.clock.now() }],
        skipDuplicates: true,
      });
      if (written.count === 0) throw new AppError("conflict", words.presetKeyTaken(key), { field: "key" });
      await recordFitWording(context, tx, id, textsOfPreset(wording));
    });
    return summarisePreset({ ...wording, key, isOwn: true, version: 1 });
  },
  view: (output, context) => {
    const { language } = context.actor;
    return presetCard(output, language, texts(language).templates.presetCreated(output.key));
  },
  subject: (_input, output) => output.key,
});

function refuseTaken(context: CommandContext, key: string, taken: { readonly isOwn: boolean } | null): void {
  if (!taken) return;
  const words = texts(context.actor.language).templates;
  throw new AppError("conflict", taken.isOwn ? words.presetKeyTaken(key) : words.shippedKey(key), {
    field: "key",
    ...(taken.isOwn
      ? { remedy: words.editInstead("preset", key) }
      : { reason: "shipped", remedy: words.copyInstead("preset", key, `my_${key}`) }),
  });
}
