// The presets of this workspace, and finding one as people write its key.
import { type CataloguePreset, type PresetCatalogue, presetCatalogue } from "../../domain/content/presets/catalogue.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { slugOf } from "../avatar/find-avatar.ts";
import type { AppContext, CommandContext } from "../context.ts";
import { nearestWord } from "../registry.ts";

export async function loadPresets({ database }: Pick<AppContext, "database">): Promise<PresetCatalogue> {
  return presetCatalogue(await database.prisma.preset.findMany({ where: { shipped: false }, orderBy: { key: "asc" } }));
}

/** "Beach Vacation" -> "beach_vacation" */
export function presetKeyOf(name: string): string {
  return slugOf(name).replaceAll("-", "_");
}

/** @throws AppError `not_found` with the nearest key, or all of them, as remedy */
export function pickPreset(
  context: CommandContext,
  catalogue: PresetCatalogue,
  reference: string,
  field: "preset" | "from" = "preset",
): CataloguePreset {
  const key = presetKeyOf(reference);
  const preset = catalogue.find(key);
  if (preset) return preset;
  const words = texts(context.actor.language);
  const keys = catalogue.all.map((candidate) => candidate.key);
  const near = nearestWord(key, keys);
  throw new AppError("not_found", words.templates.presetNotFound(reference.slice(0, 60)), {
    field,
    remedy: near ? words.common.didYouMean(near) : words.templates.presetListHint(keys.join(", ")),
  });
}

/** @throws AppError `not_found`, or `refused` for a shipped one, which stays as it is */
export function pickOwnPreset(context: CommandContext, catalogue: PresetCatalogue, reference: string): CataloguePreset {
  const preset = pickPreset(context, catalogue, reference);
  if (preset.isOwn) return preset;
  const words = texts(context.actor.language).templates;
  throw new AppError("refused", words.shippedKey(preset.key), {
    field: "preset",
    reason: "shipped",
    remedy: words.copyInstead("preset", preset.key, `my_${preset.key}`),
  });
}
