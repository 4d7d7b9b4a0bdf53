// Takes a preset of the operator's own away, for good. Batches keep its key, their pictures the words.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { forgetWordings } from "../template/wording-versions.ts";
import { transact } from "../transact.ts";
import { loadPresets, pickOwnPreset } from "./load-presets.ts";

export const presetDelete = defineCommand({
  name: "preset.delete",
  role: "manager",
  effect: "irreversible",
  input: z.object({ preset: z.string() }),
  output: z.object({ key: z.string() }),
  positional: ["preset"],
  errors: ["not_found", "refused"],
  estimate: async (context, input) => {
    const { key } = pickOwnPreset(context, await loadPresets(context), input.preset);
    const batches = await context.database.prisma.batch.count({ where: { presetKey: key } });
    const words = texts(context.actor.language).templates;
    return {
      costMicros: 0,
      lines: [
        { label: words.preset, value: key },
        { label: words.whatHappens, value: words.willRemovePreset(batches) },
      ],
    };
  },
  run: async (context, input) => {
    const { key } = pickOwnPreset(context, await loadPresets(context), input.preset);
    await transact(context, async (tx) => {
      await tx.preset.deleteMany({ where: { key, shipped: false } });
      await forgetWordings(tx, "preset", key);
    });
    return { key };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).templates.presetRemoved(output.key),
    tone: "good",
  }),
  subject: (_input, output) => output.key,
});
