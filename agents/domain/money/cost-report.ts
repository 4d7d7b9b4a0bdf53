// A cost report as figures: the one definition behind what is told, shown as a table, drawn and exported (domain 5).
import { type Sheet, sheetUsd } from "../../kernel/csv.ts";

export const COST_GROUPS = ["provider", "model", "avatar", "batch", "operator", "day"] as const;
export type CostGroup = (typeof COST_GROUPS)[number];

/** Sums of the ledger over one avatar, one day ... */
export interface CostSum {
  /** "" where the calls belong to none of the kind. */
  readonly key: string;
  /** Settled ones. */
  readonly calls: number;
  readonly costMicros: number;
  /** Of calls in flight: not part of the cost. */
  readonly reservedMicros: number;
}

export interface CostLine extends CostSum {
  /** Of the whole cost; null where nothing was spent. */
  readonly share: number | null;
}

export function costLines(sums: readonly CostSum[], totalMicros: number): readonly CostLine[] {
  return sums
    .filter(({ calls, reservedMicros }) => calls > 0 || reservedMicros > 0)
    .map((sum) => ({ ...sum, share: totalMicros > 0 ? sum.costMicros / totalMicros : null }));
}

export interface CostBar {
  readonly key: string;
  readonly costMicros: number;
  /** Of the longest bar. */
  readonly length: number;
}

/** A picture of more is a list again. */
const MOST_BARS = 14;
/** A month is looked at as one. */
const MOST_DAYS = 31;

/** Days in their order, the newest month of them; others by size, what is left over under `restKey`. */
export function costBars(lines: readonly CostLine[], by: CostGroup, restKey: string): readonly CostBar[] {
  const spent = lines.filter(({ costMicros }) => costMicros > 0);
  const shown = by === "day" ? spent.slice(0, MOST_DAYS).reverse() : withRest(spent, restKey);
  const longest = Math.max(1, ...shown.map(({ costMicros }) => costMicros));
  return shown.map(({ key, costMicros }) => ({ key, costMicros, length: costMicros / longest }));
}

function withRest(lines: readonly CostLine[], restKey: string): readonly Pick<CostLine, "key" | "costMicros">[] {
  if (lines.length <= MOST_BARS) return lines;
  const rest = lines.slice(MOST_BARS - 1).reduce((sum, { costMicros }) => sum + costMicros, 0);
  return [...lines.slice(0, MOST_BARS - 1), { key: restKey, costMicros: rest }];
}

/** The lines and their total, for a sheet. */
export function costSheet(by: CostGroup, lines: readonly CostLine[], total: Omit<CostSum, "key">): Sheet {
  const row = (key: string, { calls, costMicros, reservedMicros }: Omit<CostSum, "key">) => [
    key,
    calls,
    sheetUsd(costMicros),
    sheetUsd(reservedMicros),
  ];
  return [
    [by, "calls", "settled_usd", "reserved_usd"],
    ...lines.map((line) => row(line.key, line)),
    row("total", total),
  ];
}
