// The buyer's way in a browser's manner: offer page, age, payment page, gallery.
import { texts } from "../../agents/texts/texts.ts";
import { BUYER_ID } from "./answer-fans.ts";
import type { Claims } from "./claims.ts";
import { type DemoProduct, until } from "./demo-product.ts";
import type { Stage } from "./stage.ts";

export interface Sale {
  readonly pack: string;
  readonly price: string;
  readonly galleryUrl: string;
  readonly galleryStatus: number;
  readonly picturesOpened: number;
  readonly pictures: number;
}

export async function sellPack(product: DemoProduct, stage: Stage, claims: Claims): Promise<Sale> {
  const words = texts(product.language).demo;
  return await stage.step(words.steps.sell, async () => {
    const sale = await buy(product, claims);
    return { note: words.notes.sold(sale.price), result: sale };
  });
}

async function buy(product: DemoProduct, claims: Claims): Promise<Sale> {
  const { prisma, running } = product;
  const words = texts(product.language);
  const offer = await prisma.offer.findFirstOrThrow({ where: { state: "shown" }, include: { pack: true } });
  const toPay = await submit(`${running.url}/o/${offer.token}`, { adult: "on" });
  const purchase = await prisma.purchase.findFirstOrThrow({ where: { offerId: offer.id } });
  const galleryUrl = `${running.url}/g/${purchase.galleryToken}`;
  const before = await (await fetch(galleryUrl)).text();
  claims.check("closed", before.includes(words.sales.galleryWaiting) && !before.includes("/media/"));
  await submit(toPay, {});
  await until(product, () => prisma.purchase.findFirst({ where: { id: purchase.id, state: "paid" } }));
  await delivered(product, galleryUrl);
  const gallery = await fetch(galleryUrl);
  const pictures = [...(await gallery.text()).matchAll(/<img src="([^"]+)"/g)].map(([, source]) => source ?? "");
  const opened = await Promise.all(pictures.map((source) => opens(running.url + source.replaceAll("&amp;", "&"))));
  const picturesOpened = opened.filter(Boolean).length;
  const count = offer.pack?.pieceCount ?? 0;
  claims.check("unlocked", gallery.status === 200 && picturesOpened === count);
  return {
    pack: offer.pack?.name ?? "",
    price: `$${offer.priceUsd}`,
    galleryUrl,
    galleryStatus: gallery.status,
    picturesOpened,
    pictures: count,
  };
}

/** @returns where the form led to */
async function submit(url: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  const location = response.headers.get("location");
  if (response.status !== 303 || location === null) throw new Error(`${url} answered ${response.status}`);
  return location;
}

async function delivered(product: DemoProduct, galleryUrl: string): Promise<void> {
  await until(product, async () => {
    const last = product.instagram.thread(BUYER_ID).messages.at(-1);
    return last?.text.includes(galleryUrl) ? last : null;
  });
}

async function opens(url: string): Promise<boolean> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status === 200;
}
