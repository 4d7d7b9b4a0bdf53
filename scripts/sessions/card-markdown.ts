// A card of the console as blocks of the transcript: everything it shows, in the order it shows it.
import { readFile } from "node:fs/promises";
import type { Card, CardImage, Tone } from "../../agents/commands/view.ts";
import type { DemoProduct } from "../demo/demo-product.ts";
import { pictureFile } from "../demo/make-content.ts";
import { escapedMarkdown } from "./recorder.ts";
import type { Block } from "./seat.ts";

const MARKS: Readonly<Record<Tone, string>> = { neutral: "", good: "✅ ", warning: "⚠️ ", bad: "❌ " };

export async function cardBlocks(card: Card, product: DemoProduct): Promise<Block[]> {
  const blocks: Block[] = [text(`**${MARKS[card.tone ?? "neutral"]}${escapedMarkdown(card.title)}**`)];
  for (const image of card.images ?? []) blocks.push(...(await imageBlocks(image, product)));
  if (card.text) blocks.push(text(lines(card.text)));
  if (card.progress)
    blocks.push(text(`${card.progress.done}/${card.progress.total} ${escapedMarkdown(card.progress.label)}`));
  if (card.fields && card.fields.length > 0) {
    blocks.push(
      text(card.fields.map(({ label, value }) => `**${escapedMarkdown(label)}:** ${lines(value)}`).join("\\\n")),
    );
  }
  if (card.table) blocks.push(text(tableMarkdown(card.table)));
  if (card.links)
    blocks.push(text(card.links.map(({ label, url }) => `[${escapedMarkdown(label)}](<${url}>)`).join(" · ")));
  if (card.note) blocks.push(text(`*${lines(card.note)}*`));
  return blocks;
}

/** All its words, with those of its buttons. */
export function cardWords(card: Card): string {
  const images = (card.images ?? []).flatMap(({ caption = "", buttons = [] }) => [
    caption,
    ...buttons.map(({ label }) => label),
  ]);
  return [
    card.title,
    card.text,
    ...(card.fields ?? []).map(({ label, value }) => `${label}: ${value}`),
    ...(card.table?.rows ?? []).map((row) => row.join(" | ")),
    ...(card.links ?? []).map(({ label, url }) => `${label} ${url}`),
    card.note,
    ...images,
  ]
    .filter(Boolean)
    .join("\n");
}

const text = (markdown: string): Block => ({ kind: "text", markdown });
const lines = (words: string) => escapedMarkdown(words).replaceAll(/(?<!\n)\n(?!\n)/g, "\\\n");

/** The chat is looked at often; a file under its key never changes. */
const known = new Map<string, Uint8Array>();

async function read(file: string): Promise<Uint8Array> {
  const bytes = known.get(file) ?? (await readFile(file));
  known.set(file, bytes);
  return bytes;
}

async function imageBlocks(image: CardImage, product: DemoProduct): Promise<Block[]> {
  const key = image.media === undefined ? image.key : image.thumbnailKey;
  const bytes = key === undefined ? undefined : await read(pictureFile(product, key));
  const under = [
    ...(image.caption ? [lines(image.caption)] : []),
    ...(image.buttons ?? []).map(({ label }) => `\`[ ${label} ]\``),
  ];
  return [
    ...(bytes ? [{ kind: "picture", bytes, alt: image.alt } as const] : []),
    ...(under.length > 0 ? [text(under.join(" "))] : []),
  ];
}

function tableMarkdown({ columns, rows }: NonNullable<Card["table"]>): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => escapedMarkdown(cell).replaceAll("\n", " ")).join(" | ")} |`;
  const rules = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return [row(columns.map(({ label }) => label)), `| ${rules.join(" | ")} |`, ...rows.map(row)].join("\n");
}
