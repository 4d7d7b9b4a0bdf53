// From a brief to a published post and a pack on sale.
import { stat } from "node:fs/promises";
import path from "node:path";
import { texts } from "../../agents/texts/texts.ts";
import type { Claims } from "./claims.ts";
import { type DemoProduct, until } from "./demo-product.ts";
import { dollars, type Stage } from "./stage.ts";

interface Batch {
  readonly reference: string;
  readonly finished: number;
  readonly total: number;
}

const PICTURES = 6;

export async function makeContent(product: DemoProduct, stage: Stage, claims: Claims): Promise<void> {
  const words = texts(product.language).demo;
  await stage.step(words.steps.create, async () => {
    const line = `avatar create Luna "${words.brief}" --language ${product.language}`;
    const { name, niche } = await product.type<{ name: string; niche: string }>(line);
    return { note: words.notes.created(name, niche), result: undefined };
  });
  await stage.step(words.steps.batch, async (progress) => {
    const { reference } = await product.type<Batch>(`batch create luna ${PICTURES}`);
    await until(product, async () => {
      const batch = await product.type<Batch>(`batch show ${reference}`);
      progress(batch.finished, batch.total, words.progress.pieces(batch.finished, batch.total));
      return batch.finished === batch.total ? batch : null;
    });
    await product.type(`batch approve ${reference}`);
    await checkPictures(product, claims);
    return { note: words.notes.approved(PICTURES), result: undefined };
  });
  await stage.step(words.steps.publish, async () => {
    const { handle } = await product.type<{ handle: string }>("account link luna");
    await product.type("post now luna-1");
    const post = await until(product, () => product.prisma.scheduledPost.findFirst({ where: { state: "published" } }));
    const page = await fetch(post.permalink ?? "");
    claims.check("labelled", post.labelled === true && page.status === 200);
    return { note: words.notes.published(handle), result: undefined };
  });
  await stage.step(words.steps.pack, async () => {
    const pack = await product.type<{ name: string; priceCents: number }>(
      `pack create luna starter --count ${PICTURES}`,
    );
    return { note: words.notes.onSale(pack.name, dollars(pack.priceCents)), result: undefined };
  });
}

/** Where the picture of an asset lies on this machine. */
export function pictureFile(product: DemoProduct, storageKey: string): string {
  return path.join(product.running.opened.mediaDir ?? "", ...storageKey.split("/"));
}

async function checkPictures(product: DemoProduct, claims: Claims): Promise<void> {
  const pieces = await product.prisma.piece.findMany({ include: { asset: true } });
  const approved = pieces.filter((piece) => piece.state === "approved" && piece.asset?.labelled && piece.moderation);
  claims.check("moderated", approved.length === PICTURES);
  for (const { asset } of pieces) {
    const size = await stat(pictureFile(product, asset?.storageKey ?? "")).then(
      (file) => file.size,
      () => 0,
    );
    claims.check("files", asset !== null && size === asset.bytes);
  }
}
