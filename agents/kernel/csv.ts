// Tables as text for a sheet (RFC 4180).

/** Rows of cells that are fit for it: people's own words through `csvCell` first. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

/** Names are people's own words: quoted, and never a formula of the sheet that opens them. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
