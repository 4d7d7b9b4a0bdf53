// A change of an own preset's wording: a new version in place, the former kept. Pictures keep the words they were made with.
import type { CataloguePreset } from "../../domain/content/presets/catalogue.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { recordFitWording, requireFitWording } from "../template/require-fit-wording.ts";
import { keepWording } from "../template/wording-versions.ts";
import { transact } from "../transact.ts";
import { type PresetSummaryValue, summarisePreset } from "./preset-card.ts";
import { type PresetWording, presetRow, textsOfPreset } from "./preset-wording.ts";

/**
 * The same wording once more is no version.
 * @throws AppError `refused` by the rules of wording, `conflict` when somebody else changed it since it was read
 */
export async function rewordPreset(
  context: CommandContext,
  before: CataloguePreset,
  wording: PresetWording,
): Promise<PresetSummaryValue & { readonly hasChanged: boolean }> {
  const { key, version } = before;
  const row = presetRow(wording);
  const former = presetRow(before);
  if (JSON.stringify(row) === JSON.stringify(former)) return { ...summarisePreset(before), hasChanged: false };
  await requireFitWording(context, { fields: textsOfPreset(wording), tier: null });
  await transact(context, async (tx) => {
    const written = await tx.preset.updateMany({
      where: { key, version, shipped: false },
      data: { ...row, version: version + 1 },
    });
    if (written.count === 0) {
      const words = texts(context.actor.language).templates;
      throw new AppError("conflict", words.changedMeanwhile(key), { field: "preset" });
    }
    await keepWording(context, tx, { kind: "preset", key, version }, former);
    const { id } = await tx.preset.findUniqueOrThrow({ where: { key } });
    await recordFitWording(context, tx, id, textsOfPreset(wording));
  });
  return { ...summarisePreset({ ...before, ...row, version: version + 1 }), hasChanged: true };
}
