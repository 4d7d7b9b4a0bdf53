// Tables as text for a sheet (RFC 4180).
import { usdFromMicros } from "./money.ts";

/** Rows of cells that are fit for it: people's own words through `csvCell` first. */
function csvText(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Names are people's own words: quoted, and never a formula of the sheet that opens them. */
export function csvCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text);
  const harmless = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Names of the columns first, in English and fit for a program; amounts as decimal text, what is not known null. */
export type Sheet = readonly (readonly (string | number | null)[])[];

export function sheetText(sheet: Sheet): string {
  return csvText(sheet.map((row) => row.map((cell) => csvCell(String(cell ?? "")))));
}

/** An amount of a sheet, with six places, so that it is summed exactly. */
export function sheetUsd(micros: number | null): string | null {
  return micros === null ? null : usdFromMicros(micros);
}
