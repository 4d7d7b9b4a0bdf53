// Changes a template of the operator's own: a new version in place. Pieces keep the prompt they were made with.
import { z } from "zod";
import { APPEARANCE_RULE_VERSION } from "../../domain/trust/minor-appearance.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { loadTemplates, pickOwnTemplate } from "./load-templates.ts";
import { requireFitWording } from "./require-fit-wording.ts";
import { summariseTemplate, TemplateSummary, templateCard } from "./template-card.ts";
import { completeWording, type TemplateWording, textsOf, wordingShape } from "./template-wording.ts";

export const templateEdit = defineCommand({
  name: "template.edit",
  role: "manager",
  effect: "write",
  input: z.object({
    template: z.string(),
    ...wordingShape,
    /** Off: batches use it no more. */
    active: z.boolean().optional(),
  }),
  output: TemplateSummary.extend({ hasChanged: z.boolean() }),
  positional: ["template", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { template: reference, active, ...given }) => {
    const before = pickOwnTemplate(context, await loadTemplates(context), reference);
    const words = texts(context.actor.language).templates;
    if (active === undefined && Object.values(given).every((value) => value === undefined)) {
      throw new AppError("invalid_input", words.nothingToChange, {
        remedy: words.nothingToChangeHint([...Object.keys(wordingShape), "active"].join(", ")),
      });
    }
    const wording = completeWording(context, given, before);
    const isReworded = !isSame(wording, before);
    const hasChanged = isReworded || (active ?? before.isActive) !== before.isActive;
    if (isReworded) await requireFitWording(context, { fields: textsOf(wording), tier: wording.tier });
    if (hasChanged) {
      await write(context, before, {
        ...(isReworded ? { wording } : {}),
        ...(active === undefined ? {} : { active }),
      });
    }
    const after = pickOwnTemplate(context, await loadTemplates(context), before.key);
    return { ...summariseTemplate(after), hasChanged };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).templates;
    if (!output.hasChanged) return templateCard(output, language, words.unchanged(output.key));
    const title = output.isActive ? words.changed(output.key, output.version) : words.switchedOff(output.key);
    return { ...templateCard(output, language, title), note: words.piecesKeep };
  },
  subject: (_input, output) => output.key,
});

function isSame(one: TemplateWording, other: TemplateWording): boolean {
  const keys = Object.keys(wordingShape) as (keyof TemplateWording)[];
  return keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

interface Change {
  readonly wording?: TemplateWording;
  readonly active?: boolean;
}

/** @throws AppError `conflict` when somebody else changed it since it was read */
async function write(
  context: CommandContext,
  { key, version }: { readonly key: string; readonly version: number },
  { wording, active }: Change,
): Promise<void> {
  await transact(context, async (tx) => {
    const written = await tx.template.updateMany({
      where: { key, version },
      data: {
        ...(wording ? { ...wording, niches: [...wording.niches], tags: [...wording.tags], version: version + 1 } : {}),
        ...(active === undefined ? {} : { active }),
      },
    });
    if (written.count === 0) {
      throw new AppError("conflict", texts(context.actor.language).templates.changedMeanwhile(key), {
        field: "template",
      });
    }
    if (!wording) return;
    const { id } = await tx.template.findUniqueOrThrow({ where: { key } });
    await appendTrustEvent(context, tx, id, {
      control: "C9",
      ruleVersion: APPEARANCE_RULE_VERSION,
      judged: Object.values(textsOf(wording)).join("\n"),
      decision: "adult",
    });
  });
}
