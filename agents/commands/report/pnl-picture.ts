// The bars of a profit and loss: who or what brought or lost most.
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { keptChart } from "./kept-chart.ts";
import type { PnlReportValue } from "./report-pnl.ts";

const BARS = 12;
const LABEL = 28;

/** null where nothing moved. */
export async function pnlPicture(
  context: CommandContext,
  { by, lines, days }: Pick<PnlReportValue, "by" | "lines" | "days">,
): Promise<string | null> {
  const words = texts(context.actor.language).reports;
  const shown = lines
    .filter(({ profitMicros }) => profitMicros !== 0)
    .toSorted((one, other) => Math.abs(other.profitMicros) - Math.abs(one.profitMicros))
    .slice(0, BARS)
    .toSorted((one, other) => other.profitMicros - one.profitMicros);
  const most = Math.max(1, ...shown.map(({ profitMicros }) => Math.abs(profitMicros)));
  const bars = shown.map(({ label, profitMicros }) => ({
    label: (label || words.unattributed).slice(0, LABEL),
    share: Math.abs(profitMicros) / most,
    value: formatUsd(profitMicros),
    warns: profitMicros < 0,
  }));
  const title = words.pnlChart(words.groups[by]);
  return await keptChart(context, "pnl", {
    title,
    note: words.lastDays(days),
    groups: [{ label: words.profit, bars }],
  });
}
