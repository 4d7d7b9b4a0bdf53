// The templates of this workspace, and finding one as people write its key.
import {
  type CatalogueTemplate,
  type TemplateCatalogue,
  templateCatalogue,
} from "../../domain/content/templates/catalogue.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { slugOf } from "../avatar/find-avatar.ts";
import type { AppContext, CommandContext } from "../context.ts";
import { nearestWord } from "../registry.ts";

export async function loadTemplates({ database }: Pick<AppContext, "database">): Promise<TemplateCatalogue> {
  return templateCatalogue(await database.prisma.template.findMany({ orderBy: { key: "asc" } }));
}

/** @throws AppError `not_found` with the nearest key as remedy */
export function pickTemplate(
  context: CommandContext,
  catalogue: TemplateCatalogue,
  reference: string,
  field: "template" | "from" = "template",
): CatalogueTemplate {
  const key = slugOf(reference);
  const template = catalogue.find(key);
  if (template) return template;
  const words = texts(context.actor.language);
  const near = nearestWord(
    key,
    catalogue.all.map((candidate) => candidate.key),
  );
  throw new AppError("not_found", words.templates.notFound(reference.slice(0, 60)), {
    field,
    remedy: near ? words.common.didYouMean(near) : words.templates.listHint,
  });
}

/** @throws AppError `not_found`, or `refused` for a shipped one, which stays as it is */
export function pickOwnTemplate(
  context: CommandContext,
  catalogue: TemplateCatalogue,
  reference: string,
): CatalogueTemplate {
  const template = pickTemplate(context, catalogue, reference);
  if (template.isOwn) return template;
  const words = texts(context.actor.language).templates;
  throw new AppError("refused", words.shippedKey(template.key), {
    field: "template",
    reason: "shipped",
    remedy: words.copyInstead("template", template.key, `my-${template.key}`),
  });
}
