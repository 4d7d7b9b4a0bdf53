// The end of the demo: what happened, read from the rows, and what to do next.
import path from "node:path";
import { formatUsd } from "../../agents/kernel/money.ts";
import { texts } from "../../agents/texts/texts.ts";
import { BUYER_ID } from "./answer-fans.ts";
import type { Claims } from "./claims.ts";
import type { DemoProduct } from "./demo-product.ts";
import { pictureFile } from "./make-content.ts";
import type { Sale } from "./sell-pack.ts";
import { bold, dim } from "./stage.ts";

interface Book {
  readonly revenueMicros: number;
  readonly costMicros: number;
  readonly profitMicros: number;
  readonly sales: number;
}

export interface SummaryFacts {
  readonly sale: Sale;
  readonly claims: Claims;
  readonly tookMs: number;
  readonly isTerminal: boolean;
}

export async function summary(product: DemoProduct, facts: SummaryFacts): Promise<string> {
  const words = texts(product.language).demo.summary;
  const rows = [...(await contentRows(product)), ...(await fanRows(product)), ...(await moneyRows(product, facts))];
  const took = { label: words.took, value: words.seconds((facts.tookMs / 1_000).toFixed(1)) };
  return [
    "",
    bold(words.heading, facts.isTerminal),
    table([...rows, took], facts.isTerminal),
    "",
    bold(words.excerpt(texts(product.language).demo.fans.buyer.name), facts.isTerminal),
    excerpt(product),
    "",
    bold(words.simulated, facts.isTerminal),
    await simulated(product),
    "",
    bold(words.next, facts.isTerminal),
    `  ${words.look}\n    DATA_DIR=${product.dataDir} npm start`,
    `  ${words.begin}\n    npm start`,
    `  ${words.tidy}\n    rm -r ${product.dataDir}`,
    "",
  ].join("\n");
}

type Row = { readonly label: string; readonly value: string };

function table(rows: readonly Row[], isTerminal: boolean): string {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const indent = `\n${" ".repeat(width + 4)}`;
  return rows
    .map(({ label, value }) => `  ${dim(label.padEnd(width), isTerminal)}  ${value.replaceAll("\n", indent)}`)
    .join("\n");
}

async function contentRows(product: DemoProduct): Promise<Row[]> {
  const words = texts(product.language).demo.summary;
  const pieces = await product.prisma.piece.findMany({ include: { asset: true }, orderBy: { number: "asc" } });
  const posts = await product.prisma.scheduledPost.findMany({ where: { state: "published" } });
  const approved = pieces.filter((piece) => piece.approvedAt !== null);
  const safe = approved.filter((piece) => piece.tier === "safe");
  return [
    { label: words.pieces, value: words.piecesValue(pieces.length, approved.length, safe.length) },
    { label: words.files, value: fileLines(pieces.map(({ asset }) => pictureFile(product, asset?.storageKey ?? ""))) },
    { label: words.posts, value: words.postsValue(posts.length, posts.filter((post) => post.labelled).length) },
  ];
}

/** The folder once, then what lies in it. */
function fileLines(files: readonly string[]): string {
  const folders = [...new Set(files.map((file) => path.dirname(file)))];
  const lines = folders.map((folder) => [
    `${folder}/`,
    ...files.filter((file) => path.dirname(file) === folder).map((file) => `  ${path.basename(file)}`),
  ]);
  return lines.flat().join("\n");
}

async function fanRows(product: DemoProduct): Promise<Row[]> {
  const words = texts(product.language).demo.summary;
  const { prisma } = product;
  const [fans, locked, sent, blocked] = await Promise.all([
    prisma.fan.count(),
    prisma.conversation.count({ where: { minorLockedAt: { not: null } } }),
    prisma.outboundMessage.count({ where: { state: "sent" } }),
    prisma.outboundMessage.count({ where: { state: "blocked" } }),
  ]);
  return [
    { label: words.fans, value: words.fansValue(fans, locked) },
    { label: words.replies, value: words.repliesValue(sent, blocked) },
  ];
}

async function moneyRows(product: DemoProduct, { sale, claims }: SummaryFacts): Promise<Row[]> {
  const words = texts(product.language).demo.summary;
  const { total } = await product.type<{ total: { real: Book; play: Book } }>("report pnl luna");
  const value = ({ revenueMicros, costMicros, profitMicros }: Book) =>
    words.booksValue(formatUsd(revenueMicros), formatUsd(costMicros), formatUsd(profitMicros));
  const { play, real } = total;
  claims.check("books", play.sales === 1 && formatUsd(play.revenueMicros) === sale.price && real.revenueMicros === 0);
  return [
    { label: words.sale, value: words.saleValue(sale.pack, sale.price) },
    {
      label: words.gallery,
      value: words.galleryValue(
        sale.galleryStatus,
        sale.picturesOpened,
        sale.pictures,
        new URL(sale.galleryUrl).pathname,
      ),
    },
    { label: words.books, value: value(play) },
    { label: words.realBooks, value: value(real) },
  ];
}

function excerpt(product: DemoProduct): string {
  const { buyer } = texts(product.language).demo.fans;
  const { messages } = product.instagram.thread(BUYER_ID);
  const width = Math.max(buyer.name.length, "Luna".length);
  return messages
    .map(({ from, text }) => `  ${(from === "fan" ? buyer.name : "Luna").padEnd(width)}  ${text}`)
    .join("\n");
}

async function simulated(product: DemoProduct): Promise<string> {
  const { app, owner } = product.running;
  const operator = await product.prisma.operator.findUniqueOrThrow({ where: { id: owner.operatorId } });
  const { card } = await app.execute({
    command: "system.status",
    input: {},
    actor: {
      kind: "operator",
      id: operator.id,
      name: operator.name,
      role: "owner",
      surface: "cli",
      language: product.language,
    },
  });
  const sentences = (card.note ?? "")
    .replace(texts(product.language).status.notReal, "")
    .trim()
    .split(/(?<=\.)\s+/);
  return sentences.map((sentence) => `  ${sentence}`).join("\n");
}
