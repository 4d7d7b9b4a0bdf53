// The bars of a cost report, drawn once for the same figures: kept under a key that is their hash, and swept like all reports.
import { type CostGroup, type CostLine, costBars } from "../../domain/money/cost-report.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { costGroupWord, costKeyWord } from "./cost-words.ts";

/** Half of what the sweep leaves in peace: a card that was just shown keeps its picture. */
const DRAWN_ANEW_AFTER_MS = 12 * HOUR_MS;

/** null where there is nothing to draw. */
export async function costPicture(
  context: CommandContext,
  report: { readonly by: CostGroup; readonly title: string; readonly lines: readonly CostLine[] },
): Promise<string | null> {
  const { language } = context.actor;
  const words = texts(language).studio.costs;
  const bars = costBars(report.lines, report.by, words.rest).map(({ key, costMicros, length }) => ({
    // A model's own name without its maker's: a label has little room.
    label: costKeyWord(report.by, key, language).replace(/ · .*\//, " · "),
    share: length,
    value: formatUsd(costMicros),
  }));
  if (bars.length === 0) return null;
  const chart = {
    title: report.title,
    note: words.chartNote,
    groups: [{ label: costGroupWord(report.by, language), bars }],
  };
  const key = `reports/costs/${sha256(JSON.stringify(chart))}.png`;
  if (await isFresh(context, key)) return key;
  const { bytes, contentType } = await context.ports.media.barChart(chart);
  await context.ports.store.put(key, bytes, contentType);
  return key;
}

async function isFresh({ ports, clock }: CommandContext, key: string): Promise<boolean> {
  try {
    const { modifiedAt } = await ports.store.head(key);
    return clock.now().getTime() - modifiedAt.getTime() < DRAWN_ANEW_AFTER_MS;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") return false;
    throw thrown;
  }
}
