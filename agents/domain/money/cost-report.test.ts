import { expect, test } from "vitest";
import { sheetText } from "../../kernel/csv.ts";
import { type CostSum, costBars, costLines, costSheet } from "./cost-report.ts";

const sum = (key: string, costMicros: number, rest: Partial<CostSum> = {}): CostSum => ({
  key,
  calls: 1,
  costMicros,
  reservedMicros: 0,
  ...rest,
});

test("shares are of the whole cost, what is only reserved stands apart, and nothing is made up where nothing was spent", () => {
  const lines = costLines(
    [sum("ana", 750_000), sum("bea", 250_000), sum("cleo", 0, { calls: 0, reservedMicros: 40_000 })],
    1_000_000,
  );
  expect(lines.map(({ key, share }) => [key, share])).toEqual([
    ["ana", 0.75],
    ["bea", 0.25],
    ["cleo", 0],
  ]);
  expect(costLines([sum("ana", 0)], 0)).toMatchObject([{ share: null }]);
  expect(costLines([sum("ana", 0, { calls: 0 })], 0)).toEqual([]);
});

test("bars are by size with the rest as one, days in their order", () => {
  const many = costLines(
    Array.from({ length: 20 }, (_, index) => sum(`m${index}`, 20 - index)),
    210,
  );
  const bars = costBars(many, "model", "rest");
  expect(bars).toHaveLength(14);
  // 210 - (20 + 19 + ... + 8)
  expect(bars.at(-1)).toEqual({ key: "rest", costMicros: 28, length: 1 });
  expect(bars[0]).toEqual({ key: "m0", costMicros: 20, length: 20 / 28 });
  const days = costLines([sum("2026-11-03", 5), sum("2026-11-02", 0), sum("2026-11-01", 10)], 15);
  expect(costBars(days, "day", "rest").map(({ key, length }) => [key, length])).toEqual([
    ["2026-11-01", 1],
    ["2026-11-03", 0.5],
  ]);
});

test("the export sums exactly, quotes names, and holds no formula", () => {
  const lines = costLines([sum('=HYPERLINK("x")', 100_001), sum("", 299_999, { reservedMicros: 32_000 })], 400_000);
  expect(sheetText(costSheet("operator", lines, { calls: 2, costMicros: 400_000, reservedMicros: 32_000 }))).toBe(
    [
      "operator,calls,settled_usd,reserved_usd",
      `"'=HYPERLINK(""x"")",1,0.100001,0.000000`,
      ",1,0.299999,0.032000",
      "total,2,0.400000,0.032000",
      "",
    ].join("\r\n"),
  );
});
