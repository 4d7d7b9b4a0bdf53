// A card's table as text, for chats that draw none of their own.
import type { CardTable } from "../../../agents/commands/view.ts";

/** Head and rows in columns of one width each; null: wider than so many characters, which a phone would break. */
export function alignedLines(table: CardTable, mostChars: number): readonly string[] | null {
  const widths = table.columns.map((column, index) =>
    Math.max(column.label.length, ...table.rows.map((row) => (row[index] ?? "").length)),
  );
  if (widths.reduce((sum, width) => sum + width + 2, -2) > mostChars) return null;
  const line = (cells: readonly string[]) =>
    widths
      .map((width, index) => {
        const cell = cells[index] ?? "";
        return table.columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  const labels = table.columns.map(({ label }) => label);
  const head = labels.some((label) => label !== "") ? [line(labels), "─".repeat(line(labels).length)] : [];
  return [...head, ...table.rows.map(line)];
}

/** Of a row too wide for a phone: its first cell as a heading, the others named behind it. */
export function namedCells(
  table: CardTable,
  row: readonly string[],
): { readonly first: string; readonly rest: string } {
  const [first = "", ...others] = row;
  const named = others.flatMap((cell, index) => {
    const label = table.columns[index + 1]?.label ?? "";
    if (cell === "") return [];
    return [label === "" ? cell : `${label}: ${cell}`];
  });
  return { first, rest: named.join(" · ") };
}
