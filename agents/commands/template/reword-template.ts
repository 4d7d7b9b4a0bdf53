// A change of an own template's wording: a new version in place, the former kept. Pieces keep the prompt they were made with.
import type { CatalogueTemplate } from "../../domain/content/templates/catalogue.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { loadTemplates, pickOwnTemplate } from "./load-templates.ts";
import { recordFitWording, requireFitWording } from "./require-fit-wording.ts";
import { summariseTemplate, type TemplateSummaryValue } from "./template-card.ts";
import { type TemplateWording, textsOf, wordingOf } from "./template-wording.ts";
import { keepWording } from "./wording-versions.ts";

interface Change {
  readonly wording: TemplateWording;
  readonly isActive: boolean;
}

/** The same wording once more is no version. @throws AppError `refused` by the rules of wording, `conflict` */
export async function rewordTemplate(
  context: CommandContext,
  before: CatalogueTemplate,
  { wording, isActive }: Change,
): Promise<TemplateSummaryValue & { readonly hasChanged: boolean }> {
  const isReworded = JSON.stringify(wordingOf(wording)) !== JSON.stringify(wordingOf(before));
  const hasChanged = isReworded || isActive !== before.isActive;
  if (isReworded) await requireFitWording(context, { fields: textsOf(wording), tier: wording.tier });
  if (hasChanged) await write(context, before, { wording: isReworded ? wording : null, isActive });
  const after = pickOwnTemplate(context, await loadTemplates(context), before.key);
  return { ...summariseTemplate(after), hasChanged };
}

/** @throws AppError `conflict` when somebody else changed it since it was read */
async function write(
  context: CommandContext,
  before: CatalogueTemplate,
  { wording, isActive }: { readonly wording: TemplateWording | null; readonly isActive: boolean },
): Promise<void> {
  const { key, version } = before;
  await transact(context, async (tx) => {
    const written = await tx.template.updateMany({
      where: { key, version },
      data: {
        ...(wording ? { ...wording, niches: [...wording.niches], tags: [...wording.tags], version: version + 1 } : {}),
        active: isActive,
      },
    });
    if (written.count === 0) {
      throw new AppError("conflict", texts(context.actor.language).templates.changedMeanwhile(key), {
        field: "template",
      });
    }
    if (!wording) return;
    await keepWording(context, tx, { kind: "template", key, version }, wordingOf(before));
    const { id } = await tx.template.findUniqueOrThrow({ where: { key } });
    await recordFitWording(context, tx, id, textsOf(wording));
  });
}
