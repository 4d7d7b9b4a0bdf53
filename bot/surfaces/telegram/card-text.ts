// A card's words as Telegram HTML messages.
import type { Card, CardTable, Tone } from "../../../agents/commands/view.ts";
import { splitText } from "../chat/split-text.ts";
import { alignedLines, namedCells } from "../chat/text-table.ts";
import { block, escapeHtml, type HtmlBlock, joinBlocks, MESSAGE_LIMIT, packMessages } from "./telegram-html.ts";

/** Widest table a phone shows without breaking its lines. */
const TABLE_CHARS = 38;
const ICONS: Readonly<Record<Tone, string>> = { neutral: "", good: "✅ ", warning: "⚠️ ", bad: "❌ " };
const BAR_CELLS = 12;
/** Room for what stands around a piece of a longer text. */
const PIECE_LIMIT = MESSAGE_LIMIT - 100;

/** One or more messages, each within Telegram's limit; `mark` goes invisibly before the first. */
export function cardMessages(card: Card, mark?: HtmlBlock): string[] {
  const [title, ...longTitle] = pieces(`${ICONS[card.tone ?? "neutral"]}${card.title}`, "b");
  const blocks: HtmlBlock[] = [
    joinBlocks([...(mark ? [mark] : []), ...(title ? [title] : [])], ""),
    ...longTitle,
    ...(card.text ? pieces(card.text) : []),
    ...(card.progress ? [progressBlock(card.progress)] : []),
    ...linesTogether((card.fields ?? []).map(fieldLine)),
    ...(card.table ? tableBlocks(card.table) : []),
    ...linesTogether((card.links ?? []).map(linkLine)),
    ...(card.note ? pieces(card.note, "i") : []),
  ];
  return packMessages(blocks);
}

function pieces(text: string, tag?: string): HtmlBlock[] {
  return splitText(text.trim() === "" ? "—" : text, PIECE_LIMIT).map((piece) => block(piece, tag));
}

function progressBlock({ done, total, label }: NonNullable<Card["progress"]>): HtmlBlock {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * BAR_CELLS);
  return block(`${"▓".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${Math.round(share * 100)} %\n${label}`);
}

function fieldLine({ label, value }: { label: string; value: string }): HtmlBlock[] {
  const [first = "", ...more] = splitText(value, PIECE_LIMIT - label.length);
  const head = joinBlocks([block(`${label}:`, "b"), block(first)], " ");
  return [head, ...more.map((piece) => block(piece))];
}

/** Telegram turns a link to this machine into plain text, so its address is shown instead. */
export function linkLine({ label, url }: { label: string; url: string }): HtmlBlock[] {
  const isPublic = URL.canParse(url) && new URL(url).hostname.includes(".") && !/^https?:\/\/127\./.test(url);
  if (!isPublic) return [joinBlocks([block(`${label}:`), block(url, "code")], " ")];
  return [{ html: `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`, length: label.length }];
}

/** Lines belong together as far as one message holds them. */
function linesTogether(groups: readonly (readonly HtmlBlock[])[]): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  for (const line of groups.flat()) {
    const last = blocks.at(-1);
    if (last && last.length + 1 + line.length <= PIECE_LIMIT)
      blocks[blocks.length - 1] = joinBlocks([last, line], "\n");
    else blocks.push(line);
  }
  return blocks;
}

function tableBlocks(table: CardTable): HtmlBlock[] {
  const lines = alignedLines(table, TABLE_CHARS);
  if (!lines) return linesTogether(table.rows.map((row) => rowLines(table, row)));
  return splitText(lines.join("\n"), PIECE_LIMIT).map((piece) => block(piece, "pre"));
}

function rowLines(table: CardTable, row: readonly string[]): HtmlBlock[] {
  const { first, rest: named } = namedCells(table, row);
  const rest = splitText(named, PIECE_LIMIT - first.length);
  return [joinBlocks([block(first, "b"), block(rest[0] ?? "")], " — "), ...rest.slice(1).map((piece) => block(piece))];
}
