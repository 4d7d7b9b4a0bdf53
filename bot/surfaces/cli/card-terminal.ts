// A card as lines of a terminal: aligned fields and tables, pictures, films and sound by where they are, buttons as what to type.
import type { Registry } from "../../../agents/commands/registry.ts";
import type { Card, CardTable, Tone } from "../../../agents/commands/view.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { lineOfButton } from "./typed-command.ts";

export interface TerminalOptions {
  readonly language: Language;
  readonly registry: Registry;
  readonly hasColors: boolean;
  /** Where a picture, film or sound can be opened. */
  readonly locate: (key: string) => Promise<string>;
}

type Style = "bold" | "dim" | "good" | "warning" | "bad";

const CODES: Readonly<Record<Style, string>> = { bold: "1", dim: "2", good: "32", warning: "33", bad: "31" };
const MARKS: Readonly<Record<Tone, string>> = { neutral: "", good: "✔ ", warning: "! ", bad: "✖ " };
const BAR_CELLS = 24;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function paint(text: string, styles: readonly Style[], hasColors: boolean): string {
  if (!hasColors || text === "" || styles.length === 0) return text;
  return `\u001b[${styles.map((style) => CODES[style]).join(";")}m${text}\u001b[0m`;
}

/** Text of fans and models is shown, its escape sequences are not. */
export const harmless = (text: string) => text.replace(CONTROLS, "");

export function progressLine({ done, total, label }: NonNullable<Card["progress"]>): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * BAR_CELLS);
  return `[${"█".repeat(full)}${"·".repeat(BAR_CELLS - full)}] ${Math.round(share * 100)} %  ${harmless(label)}`;
}

export async function renderCard(card: Card, options: TerminalOptions): Promise<string> {
  const { hasColors } = options;
  const tone = card.tone ?? "neutral";
  const titleStyles: Style[] = tone === "neutral" ? ["bold"] : ["bold", tone];
  const parts = [
    paint(harmless(`${MARKS[tone]}${card.title}`), titleStyles, hasColors),
    ...(card.text ? [harmless(card.text)] : []),
    ...(card.progress ? [progressLine(card.progress)] : []),
    fieldLines(card.fields ?? [], hasColors),
    ...(card.table ? [tableLines(card.table, hasColors)] : []),
    await imageLines(card, options),
    (card.links ?? []).map(({ label, url }) => `${harmless(label)}: ${url}`).join("\n"),
    nextLines(card, options),
    card.note ? paint(harmless(card.note), ["dim"], hasColors) : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}

function fieldLines(fields: NonNullable<Card["fields"]>, hasColors: boolean): string {
  const width = Math.max(0, ...fields.map(({ label }) => harmless(label).length));
  const line = ({ label, value }: { label: string; value: string }) => {
    const indent = " ".repeat(width + 4);
    const lines = harmless(value).split("\n");
    return `  ${paint(harmless(label).padEnd(width), ["dim"], hasColors)}  ${lines.join(`\n${indent}`)}`;
  };
  return fields.map(line).join("\n");
}

function tableLines(table: CardTable, hasColors: boolean): string {
  const rows = table.rows.map((row) => row.map((cell) => harmless(cell).replaceAll("\n", " ")));
  const widths = table.columns.map(({ label }, index) =>
    Math.max(label.length, ...rows.map((row) => (row[index] ?? "").length)),
  );
  const line = (cells: readonly string[]) => {
    const padded = widths.map((width, index) => {
      const cell = cells[index] ?? "";
      return table.columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${padded.join("  ").trimEnd()}`;
  };
  const labels = table.columns.map(({ label }) => label);
  const head = labels.some((label) => label !== "") ? [paint(line(labels), ["dim"], hasColors)] : [];
  return [...head, ...rows.map(line)].join("\n");
}

async function imageLines(card: Card, { locate, language, hasColors }: TerminalOptions): Promise<string> {
  const words = texts(language).cli;
  const lines: string[] = [];
  for (const image of card.images ?? []) {
    const what = image.media ? `${words.media[image.media]}: ` : "";
    lines.push(
      `  ${what}${harmless(image.caption ?? image.alt)}`,
      `    ${paint(await locate(image.key), ["dim"], hasColors)}`,
    );
  }
  return lines.join("\n");
}

/** Buttons of the card, not of each picture: those would be a page of their own. */
function nextLines(card: Card, { registry, language, hasColors }: TerminalOptions): string {
  const lines = (card.buttons ?? []).flatMap((button) => {
    const line = lineOfButton(button, registry);
    return line === undefined ? [] : [`  ${harmless(button.label)}: ${line}`];
  });
  return lines.length > 0 ? [paint(texts(language).cli.next, ["dim"], hasColors), ...lines].join("\n") : "";
}
