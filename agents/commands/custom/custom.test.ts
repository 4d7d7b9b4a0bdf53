// From the quote to the delivery: limits, races, payments of quotes that stand and of those that do not, refunds, erasure.
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import type { PaymentEventKind, VerifiedPaymentEvent } from "../../ports/checkout.ts";
import { openGallery } from "../checkout/gallery.ts";
import { offerPage } from "../checkout/offer-page.ts";
import { payeeOf } from "../checkout/start-checkout.ts";
import { createShop, type Shop } from "../checkout/testing/shop.ts";
import { eraseFan } from "../erasure/erase-fan.ts";
import { mergeFans } from "../fan/merge-fans.ts";
import { callInternal } from "../internal.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { SLIDES } from "../piece/slides.ts";
import { reportCommands } from "../report/commands.ts";
import { subscriberPieces } from "../subscription/subscriber-pieces.ts";
import { customCommands } from "./commands.ts";
import { remindOfCustom } from "./remind-custom.ts";

let shop: Shop;
let numbers = 0;
beforeAll(async () => {
  shop = await createShop();
  await shop.pieces(3);
  await shop.pieces(1, 5);
  await approveAll();
});
afterAll(() => shop.close());

/** As approved by a person: bound to what they saw. */
async function approveAll() {
  const pieces = await shop.prisma.piece.findMany({
    include: { avatar: true, asset: true, batch: true, ...SLIDES },
  });
  for (const piece of pieces)
    await shop.prisma.piece.update({ where: { id: piece.id }, data: { approvedHash: hashOf(piece) } });
}

const run = (name: string, input: object) => shop.setting.run([...customCommands, ...reportCommands], name, input);
const read = (id: string) =>
  shop.prisma.customRequest.findUniqueOrThrow({
    where: { id },
    include: { steps: { orderBy: [{ at: "asc" }, { id: "asc" }] }, offers: { orderBy: { createdAt: "asc" } } },
  });

async function asked(wish = "a custom photo at the beach") {
  numbers += 1;
  const id = `cus_${numbers}`;
  const whose = await shop.fan();
  await shop.prisma.customRequest.create({ data: { id, avatarId: shop.avatarId, ...whose, wish } });
  return { id, ...whose };
}

async function quoted(price = "249", more: object = {}) {
  const request = await asked();
  expect(await run("custom.quote", { request: request.id, price, ...more })).toMatchObject({ state: "done" });
  return { ...request, offer: await standing(request.id) };
}
async function standing(id: string) {
  const { offerId } = await read(id);
  return await shop.prisma.offer.findUniqueOrThrow({ where: { id: offerId ?? "" } });
}

async function toCheckout(offer: { readonly id: string; readonly token: string }) {
  await shop.checkout(offer.token);
  return await shop.prisma.purchase.findFirstOrThrow({ where: { offerId: offer.id } });
}
type Bought = Awaited<ReturnType<typeof toCheckout>>;
async function tell(purchase: Bought, kind: PaymentEventKind) {
  numbers += 1;
  const event: VerifiedPaymentEvent = {
    ...{ provider: "sandbox", eventId: `evt_c${numbers}`, kind, intentId: purchase.intentId },
    chargeId: `ch_${purchase.id}`,
    amountCents: Math.round(Number(purchase.amountUsd) * 100),
    currency: "USD",
    payee: payeeOf(shop.avatarId),
    occurredAt: shop.context.clock.now(),
  };
  await shop.tell(event);
  return await shop.prisma.purchase.findUniqueOrThrow({ where: { id: purchase.id } });
}
const gallery = (purchase: { readonly galleryToken: string | null }) =>
  callInternal(shop.context, openGallery, { token: purchase.galleryToken ?? "" });
const piecesOf = async (explicitness: number) =>
  (await shop.prisma.piece.findMany({ where: { explicitness, state: "approved" }, orderBy: { number: "asc" } })).map(
    ({ id }) => id,
  );

test("a price below the list's least, and more than the fan may see, are refused by name", async () => {
  const { id } = await asked();
  expect(await run("custom.quote", { request: id, price: "198.99" })).toMatchObject({
    problem: { code: "refused", field: "price", reason: "below_least" },
  });
  expect(await run("custom.quote", { request: id, price: "250", level: 9 })).toMatchObject({
    problem: { code: "refused", field: "level", reason: "explicitness" },
  });
  const named = await asked("a custom photo with Taylor Swift");
  expect(await run("custom.quote", { request: named.id, price: "250" })).toMatchObject({
    problem: { code: "refused", reason: "real_person" },
  });
});

test("of two who quote at once one is told that the other was faster, and one offer stands", async () => {
  const { id } = await asked();
  const results = await Promise.all(["250", "300"].map((price) => run("custom.quote", { request: id, price })));
  expect(results.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  expect(results.find(({ state }) => state === "failed")).toMatchObject({ problem: { code: "conflict" } });
  const { offers, steps, offerId } = await read(id);
  expect(offers.filter(({ state }) => state !== "withdrawn").map((offer) => offer.id)).toEqual([offerId]);
  expect(steps).toHaveLength(1);
  shop.setting.clock.advance(1_000);
  const again = await Promise.all(["260", "310"].map((price) => run("custom.counter", { request: id, price })));
  expect(again.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  const after = await read(id);
  expect(after.offers.filter(({ state }) => state === "draft")).toHaveLength(1);
  expect(after.steps.map(({ kind }) => kind)).toEqual(["quoted", "countered"]);
});

test("paid, made, delivered: the date counts from the payment, the gallery opens with the delivery", async () => {
  const { id, offer, fanId, conversationId } = await quoted("249", { days: 5, level: 3 });
  expect(await callInternal(shop.context, offerPage, { token: offer.token })).toMatchObject({
    ...{ state: "open", pack: "Made for you", pieces: null, days: 5, priceCents: 24_900 },
  });
  const purchase = await tell(await toCheckout(offer), "paid");
  const dueAt = new Date(shop.context.clock.now().getTime() + 5 * DAY_MS);
  expect(await read(id)).toMatchObject({ state: "paid", dueAt });
  expect(await gallery(purchase)).toMatchObject({ state: "making", dueAt });
  const tooMuch = await run("custom.deliver", { request: id, pieces: await piecesOf(5) });
  expect(tooMuch).toMatchObject({ problem: { code: "refused", reason: "piece_level" } });
  expect(await run("custom.deliver", { request: id })).toMatchObject({ problem: { field: "pieces" } });
  const pieces = (await piecesOf(2)).slice(0, 2);
  const results = await Promise.all([0, 1].map(() => run("custom.deliver", { request: id, pieces })));
  expect(results.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  expect(await gallery(purchase)).toMatchObject({ state: "open", pack: "Made for you", pictures: { length: 2 } });
  const texts = await shop.prisma.outboundMessage.findMany({
    where: { conversationId, kind: "delivery" },
    orderBy: { ordinal: "asc" },
  });
  expect(texts.map(({ text }) => text)).toEqual([
    expect.stringContaining(dueAt.toISOString().slice(0, 10)),
    expect.stringContaining(`/g/${purchase.galleryToken}`),
  ]);
  // Nobody else gets what was made for one.
  const others = await shop.prisma.piece.findMany({ where: subscriberPieces(shop.avatarId) });
  expect(others.map((piece) => piece.id)).not.toEqual(expect.arrayContaining(pieces));
  expect(await run("report.sales", {})).toMatchObject({
    output: { custom: { delivered: 1, meanMs: 0 } },
  });
  // Given back: the gallery closes with it, wherever the request stood.
  await tell(purchase, "refunded");
  expect(await read(id)).toMatchObject({ state: "refunded" });
  expect((await gallery(purchase)).state).toBe("closed");
  expect(String((await shop.prisma.fan.findUniqueOrThrow({ where: { id: fanId } })).spentUsd)).toBe("0");
});

test("a film is delivered with its still, a voice is not", async () => {
  const { id, offer } = await quoted("199");
  const purchase = await tell(await toCheckout(offer), "paid");
  const film = { kind: "video", contentType: "video/mp4", storageKey: "film.mp4", thumbnailKey: "still.png" };
  const asset = {
    bytes: 1,
    sha256: "f",
    provider: "animatic",
    model: "m",
    prompt: "x",
    parameters: {},
    width: 9,
    height: 16,
  };
  const piece = { avatarId: shop.avatarId, templateKey: "t", prompt: "x", seed: 1, tier: "safe" as const };
  for (const [number, kind] of [
    [901, "video"],
    [902, "voice"],
  ] as const) {
    const data = { ...asset, ...film, id: `ast_${number}`, avatarId: shop.avatarId, storageKey: `${number}.mp4` };
    await shop.prisma.asset.create({ data });
    await shop.prisma.piece.create({
      data: { ...piece, id: `pce_${number}`, number, kind, state: "approved", assetId: data.id },
    });
  }
  await approveAll();
  expect(await run("custom.deliver", { request: id, pieces: ["pce_902"] })).toMatchObject({
    problem: { code: "refused", reason: "piece_file" },
  });
  expect(await run("custom.deliver", { request: id, pieces: ["ana-901"] })).toMatchObject({ state: "done" });
  expect(await gallery(purchase)).toMatchObject({
    state: "open",
    pictures: [{ poster: expect.stringContaining("still") }],
  });
});

test("the payment of a quote that was replaced meanwhile buys nothing and is given back", async () => {
  const { id, offer, fanId } = await quoted("280");
  const old = await toCheckout(offer);
  expect(await run("custom.counter", { request: id, price: "270" })).toMatchObject({ state: "done" });
  expect(await tell(old, "paid")).toMatchObject({ state: "paid", unlockedAt: null, refundDueReason: "quote_gone" });
  expect(await read(id)).toMatchObject({ state: "quoted" });
  expect(await shop.prisma.conversation.findFirst({ where: { fanId } })).toMatchObject({
    handoverReason: "refund_due",
  });
  await tell(old, "refunded");
  const current = await tell(await toCheckout(await standing(id)), "paid");
  expect(current).toMatchObject({ refundDueReason: null, unlockedAt: expect.any(Date) });
  expect(await read(id)).toMatchObject({ state: "paid" });
  // Made in a batch: what of it is approved.
  await shop.prisma.batch.create({ data: { id: "bat_1", avatarId: shop.avatarId, number: 1, requested: 3, plan: {} } });
  const made = (await piecesOf(2)).slice(0, 2);
  await shop.prisma.piece.updateMany({ where: { id: { in: made } }, data: { batchId: "bat_1" } });
  const delivered = await run("custom.deliver", { request: id, batch: "ana-b1" });
  expect(delivered).toMatchObject({ state: "done", output: { pieces: 2, state: "delivered" } });
});

test("one fan's quotes stand beside each other: paying one withdraws no other", async () => {
  const first = await quoted("199");
  await shop.prisma.customRequest.create({
    data: {
      ...{ id: "cus_beside", avatarId: shop.avatarId, fanId: first.fanId },
      ...{ conversationId: first.conversationId, wish: "another custom photo" },
    },
  });
  await run("custom.quote", { request: "cus_beside", price: "205" });
  await tell(await toCheckout(first.offer), "paid");
  expect(await standing("cus_beside")).toMatchObject({ state: "draft" });
});

test("what is paid cannot be canceled or declined, but refunded; what is not can, once", async () => {
  const { id, offer } = await quoted();
  const purchase = await tell(await toCheckout(offer), "paid");
  expect(await run("custom.cancel", { request: id })).toMatchObject({
    problem: { code: "conflict", reason: "custom_paid", message: expect.stringContaining(purchase.id) },
  });
  const open = await quoted();
  expect(await run("custom.cancel", { request: open.id })).toMatchObject({ state: "done" });
  expect(await run("custom.cancel", { request: open.id })).toMatchObject({ problem: { code: "conflict" } });
  expect(await callInternal(shop.context, offerPage, { token: open.offer.token })).toMatchObject({ state: "gone" });
});

test("a dispute that is won brings it back to where it was", async () => {
  const { id, offer } = await quoted();
  const purchase = await toCheckout(offer);
  for (const kind of ["paid", "disputed"] as const) await tell(purchase, kind);
  expect(await read(id)).toMatchObject({ state: "refunded" });
  await tell(purchase, "dispute_won");
  expect(await read(id)).toMatchObject({ state: "paid", closedAt: null });
  expect(await run("custom.deliver", { request: id, pieces: await piecesOf(2) })).toMatchObject({ state: "done" });
  const again = { state: "delivered", closedAt: null };
  await shop.prisma.purchase.update({ where: { id: purchase.id }, data: { disputedAt: null, disputeWonAt: null } });
  for (const kind of ["disputed", "dispute_won"] as const) await tell(purchase, kind);
  expect(await read(id)).toMatchObject(again);
  expect(await shop.prisma.purchase.findUnique({ where: { id: purchase.id } })).toMatchObject({
    state: "paid",
    refundDueReason: null,
    unlockedAt: expect.any(Date),
  });
});

test("the team is reminded the day before the date and when it is past, each once", async () => {
  const { id, offer, conversationId } = await quoted("249", { days: 3 });
  await tell(await toCheckout(offer), "paid");
  const told = async () => {
    await remindOfCustom(shop.context);
    await remindOfCustom(shop.context);
    const rows = await shop.prisma.operatorNotice.findMany({
      where: { conversationId, kind: "custom" },
      orderBy: { createdAt: "asc" },
    });
    return rows.map(({ facts }) => (facts as { what: string }).what);
  };
  expect(await told()).toEqual(["paid"]);
  shop.setting.clock.advance(2 * DAY_MS + 1);
  expect(await told()).toEqual(["paid", "due"]);
  shop.setting.clock.advance(DAY_MS);
  expect(await told()).toEqual(["paid", "due", "overdue"]);
  await shop.prisma.customRequest.update({ where: { id }, data: { state: "delivered" } });
});

test("of a fan who is erased in the middle the words go, the figures stay, and what was not made is given back", async () => {
  const waiting = await quoted();
  await eraseFan(shop.context, waiting.fanId);
  expect(await shop.prisma.customRequest.findUnique({ where: { id: waiting.id } })).toBeNull();
  expect(await shop.prisma.offer.findUnique({ where: { id: waiting.offer.id } })).toMatchObject({ state: "withdrawn" });

  const paid = await quoted();
  const purchase = await tell(await toCheckout(paid.offer), "paid");
  await eraseFan(shop.context, paid.fanId);
  expect(await read(paid.id)).toMatchObject({ state: "canceled", wish: "", conversationId: null, steps: [] });
  expect(await shop.prisma.purchase.findUniqueOrThrow({ where: { id: purchase.id } })).toMatchObject({
    refundDueReason: "not_delivered",
  });
  expect(await run("custom.deliver", { request: paid.id, pieces: await piecesOf(2) })).toMatchObject({
    problem: { code: "conflict" },
  });

  // Begun before, paid after: it buys nothing and goes back.
  const late = await quoted();
  const pending = await toCheckout(late.offer);
  await eraseFan(shop.context, late.fanId);
  expect(await tell(pending, "paid")).toMatchObject({ refundDueReason: "quote_gone", unlockedAt: null });
});

test("a quote of a fan who was linked to another one goes on with them", async () => {
  const { id, offer, fanId } = await quoted();
  const other = await shop.prisma.fan.create({ data: { id: "fan_kept", avatarId: shop.avatarId } });
  await shop.prisma.$transaction((tx) => mergeFans(tx, other.id, fanId, shop.context.clock.now()));
  await tell(await toCheckout(offer), "paid");
  expect(await read(id)).toMatchObject({ state: "paid", fanId: other.id });
});
