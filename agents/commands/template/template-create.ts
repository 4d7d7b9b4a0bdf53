// A template of the operator's own, from nothing or from one that is there.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { slugOf } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { loadTemplates, pickTemplate } from "./load-templates.ts";
import { recordFitWording, requireFitWording } from "./require-fit-wording.ts";
import { summariseTemplate, TemplateSummary, templateCard } from "./template-card.ts";
import { completeWording, MOST_KEY_CHARACTERS, textsOf, wordingShape } from "./template-wording.ts";

export const templateCreate = defineCommand({
  name: "template.create",
  role: "manager",
  effect: "write",
  input: z.object({
    key: z.string().trim().min(1).max(MOST_KEY_CHARACTERS),
    ...wordingShape,
    /** Whose wording stands where nothing is given. */
    from: z.string().optional(),
  }),
  output: TemplateSummary,
  positional: ["key", "prompt"],
  errors: ["not_found", "refused", "conflict", "unavailable"],
  run: async (context, { key: wanted, from, ...given }) => {
    const catalogue = await loadTemplates(context);
    const key = slugOf(wanted);
    const words = texts(context.actor.language).templates;
    if (key === "") throw new AppError("invalid_input", words.keyEmpty, { field: "key" });
    refuseTaken(context, key, catalogue.find(key));
    const base = from === undefined ? null : pickTemplate(context, catalogue, from, "from");
    const wording = completeWording(context, given, base);
    await requireFitWording(context, { fields: { key, ...textsOf(wording) }, tier: wording.tier });
    const id = context.ids.next("template");
    await transact(context, async (tx) => {
      const row = { ...wording, id, key, niches: [...wording.niches], tags: [...wording.tags] };
      const written = await tx.template.createMany({
        data: [{ ...row, createdAt: context.clock.now() }],
        skipDuplicates: true,
      });
      if (written.count === 0) throw new AppError("conflict", words.keyTaken(key), { field: "key" });
      await recordFitWording(context, tx, id, textsOf(wording));
    });
    return summariseTemplate(pickTemplate(context, await loadTemplates(context), key));
  },
  view: (output, context) => {
    const { language } = context.actor;
    return templateCard(output, language, texts(language).templates.created(output.key));
  },
  subject: (_input, output) => output.key,
});

function refuseTaken(context: CommandContext, key: string, taken: { readonly isOwn: boolean } | null): void {
  if (!taken) return;
  const words = texts(context.actor.language).templates;
  throw new AppError("conflict", taken.isOwn ? words.keyTaken(key) : words.shippedKey(key), {
    field: "key",
    ...(taken.isOwn
      ? { remedy: words.editInstead("template", key) }
      : { reason: "shipped", remedy: words.copyInstead("template", key, `my-${key}`) }),
  });
}
