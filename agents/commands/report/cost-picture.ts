// The bars of a cost report.
import { type CostGroup, type CostLine, costBars } from "../../domain/money/cost-report.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { costGroupWord, costKeyWord } from "./cost-words.ts";
import { keptChart } from "./kept-chart.ts";

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
  return await keptChart(context, "costs", chart);
}
