// A card's words as Discord embeds.
import { type APIEmbed, escapeMarkdown } from "discord.js";
import type { Card, CardTable, Tone } from "../../../agents/commands/view.ts";
import { cut, splitText } from "../chat/split-text.ts";
import { alignedLines, namedCells } from "../chat/text-table.ts";

/** Discord's limits of an embed, in characters. */
const LIMITS = { title: 256, description: 4_096, footer: 2_048 };
/** Room for the marks around a piece of a longer text. */
const PIECE = LIMITS.description - 200;
/** Widest table a phone shows without breaking its lines. */
const TABLE_CHARS = 44;
const BAR_CELLS = 12;
const COLOURS: Readonly<Record<Tone, number>> = { neutral: 0x5865f2, good: 0x2e9e6b, warning: 0xd9822b, bad: 0xc23030 };

/** One or more embeds, each for a message of its own. */
export function cardEmbeds(card: Card): APIEmbed[] {
  const blocks = [
    ...(card.title.length > LIMITS.title ? pieces(card.title) : []),
    ...(card.text ? pieces(card.text) : []),
    ...(card.progress ? [progressBlock(card.progress)] : []),
    ...linesTogether((card.fields ?? []).flatMap(fieldLines)),
    ...(card.table ? tableBlocks(card.table) : []),
    ...linesTogether((card.links ?? []).map(linkLine)),
  ];
  const color = COLOURS[card.tone ?? "neutral"];
  const texts = packed(blocks);
  return texts.map((description, index) => ({
    color,
    ...(index === 0 ? { title: escaped(cut(card.title, LIMITS.title), LIMITS.title) } : {}),
    ...(description === "" ? {} : { description }),
    ...(card.note && index === texts.length - 1 ? { footer: { text: cut(card.note, LIMITS.footer) } } : {}),
  }));
}

/** What people wrote must not become headings, links or mentions; the marks count towards the limit. */
export function escaped(text: string, most: number): string {
  const safe = escapeMarkdown(text, { heading: true, bulletedList: true, numberedList: true, maskedLink: true });
  return safe.length <= most ? safe : cut(text.replaceAll(/[\\`*_~|>#[\]()]/g, " "), most);
}

const pieces = (text: string) => splitText(text, PIECE / 2).map((piece) => escaped(piece, PIECE));

function progressBlock({ done, total, label }: NonNullable<Card["progress"]>): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * BAR_CELLS);
  return `${"▓".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${Math.round(share * 100)} %\n${escaped(label, PIECE)}`;
}

function fieldLines({ label, value }: { label: string; value: string }): string[] {
  const [first = "", ...more] = pieces(value);
  return [`**${escaped(label, LIMITS.title)}:** ${first}`, ...more];
}

/** A masked link that Discord draws no preview of; of addresses Discord would not open the address itself. */
export function linkLine({ label, url }: { label: string; url: string }): string {
  return /^https?:\/\/[^\s)]+$/.test(url)
    ? `[${escaped(label, LIMITS.title)}](<${url}>)`
    : `${escaped(label, 200)}: ${url}`;
}

function tableBlocks(table: CardTable): string[] {
  const lines = alignedLines(table, TABLE_CHARS);
  if (!lines) return linesTogether(table.rows.map((row) => rowLine(table, row)));
  const text = lines.join("\n").replaceAll("```", "'''");
  return splitText(text, PIECE).map((piece) => `\`\`\`\n${piece}\n\`\`\``);
}

function rowLine(table: CardTable, row: readonly string[]): string {
  const { first, rest } = namedCells(table, row);
  return `**${escaped(first, PIECE / 4)}** — ${escaped(cut(rest, PIECE / 2), (PIECE * 3) / 4)}`;
}

function linesTogether(lines: readonly string[]): string[] {
  return packed(lines, "\n").filter((text) => text !== "");
}

/** As many blocks together as one embed holds; always at least one text, which may be empty. */
export function packed(blocks: readonly string[], glue = "\n\n"): string[] {
  const texts: string[] = [];
  for (const block of blocks) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + glue.length + block.length <= LIMITS.description) {
      texts[texts.length - 1] = `${last}${glue}${block}`;
    } else texts.push(block);
  }
  return texts.length > 0 ? texts : [""];
}
