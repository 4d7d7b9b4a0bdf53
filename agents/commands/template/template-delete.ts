// Takes a template of the operator's own away: for good, or switched off where pieces name it.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { loadTemplates, pickOwnTemplate } from "./load-templates.ts";
import { forgetWordings } from "./wording-versions.ts";

const Output = z.object({ key: z.string(), pieces: z.number(), outcome: z.enum(["removed", "switched_off"]) });

export const templateDelete = defineCommand({
  name: "template.delete",
  role: "manager",
  effect: "irreversible",
  input: z.object({ template: z.string() }),
  output: Output,
  positional: ["template"],
  errors: ["not_found", "refused"],
  estimate: async (context, input) => {
    const { key } = pickOwnTemplate(context, await loadTemplates(context), input.template);
    const pieces = await context.database.prisma.piece.count({ where: { templateKey: key } });
    const words = texts(context.actor.language).templates;
    return {
      costMicros: 0,
      lines: [
        { label: words.template, value: key },
        { label: words.whatHappens, value: pieces > 0 ? words.willSwitchOff(pieces) : words.willRemove },
      ],
    };
  },
  run: async (context, input) => {
    const { key } = pickOwnTemplate(context, await loadTemplates(context), input.template);
    return await transact(context, async (tx) => {
      const pieces = await tx.piece.count({ where: { templateKey: key } });
      if (pieces === 0) {
        await tx.template.deleteMany({ where: { key } });
        await forgetWordings(tx, "template", key);
        return { key, pieces, outcome: "removed" as const };
      }
      await tx.template.updateMany({ where: { key }, data: { active: false } });
      return { key, pieces, outcome: "switched_off" as const };
    });
  },
  view: (output, context) => {
    const words = texts(context.actor.language).templates;
    return output.outcome === "removed"
      ? { title: words.removed(output.key), tone: "good" }
      : { title: words.switchedOff(output.key), tone: "good", text: words.switchOnHint(output.key) };
  },
  subject: (_input, output) => output.key,
});
