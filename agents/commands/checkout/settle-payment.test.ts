import { afterAll, beforeAll, expect, test } from "vitest";
import { usdFromCents } from "../../kernel/money.ts";
import { seededRandom } from "../../kernel/random.ts";
import type { PaymentEventKind, VerifiedPaymentEvent } from "../../ports/checkout.ts";
import { callInternal } from "../internal.ts";
import { reportCommands } from "../report/commands.ts";
import { openGallery } from "./gallery.ts";
import { GALLERY_LIFE_MS } from "./gallery-life.ts";
import { payeeOf } from "./start-checkout.ts";
import { createShop, type Shop } from "./testing/shop.ts";

let shop: Shop;
let events = 0;

beforeAll(async () => {
  shop = await createShop();
});
afterAll(() => shop.close());

type Bought = Awaited<ReturnType<Shop["buying"]>>;

function event(purchase: Bought, kind: PaymentEventKind, change: Partial<VerifiedPaymentEvent> = {}) {
  events += 1;
  return {
    provider: "sandbox",
    eventId: `evt_${events}`,
    kind,
    intentId: purchase.intentId,
    chargeId: kind === "expired" ? "" : `ch_${purchase.id}`,
    amountCents: 2_999,
    currency: "USD",
    payee: payeeOf(shop.avatarId),
    occurredAt: shop.context.clock.now(),
    ...change,
  } satisfies VerifiedPaymentEvent;
}

const read = (purchase: Bought) =>
  shop.prisma.purchase.findUniqueOrThrow({ where: { id: purchase.id }, include: { reversals: true, fan: true } });
const gallery = async (purchase: Bought) =>
  (await callInternal(shop.context, openGallery, { token: purchase.galleryToken ?? "" })).state;

test("a refund closes the gallery, gives the fan's sum back and is counted at its own date", async () => {
  const purchase = await shop.buying(await shop.fan());
  await shop.tell(event(purchase, "paid"));
  expect(await gallery(purchase)).toBe("open");
  const occurredAt = new Date(shop.context.clock.now().getTime() - 1_000);
  await shop.tell(event(purchase, "refunded", { occurredAt }));
  expect(await gallery(purchase)).toBe("closed");
  expect(await read(purchase)).toMatchObject({
    state: "refunded",
    unlockedAt: null,
    fan: { spentUsd: expect.objectContaining({}) },
    reversals: [{ kind: "refund", occurredAt }],
  });
  expect(String((await read(purchase)).fan.spentUsd)).toBe("0");
});

test("a part given back is recorded and leaves the gallery open; the rest closes it", async () => {
  const purchase = await shop.buying(await shop.fan());
  await shop.tell(event(purchase, "paid"));
  await shop.tell(event(purchase, "refunded", { amountCents: 1_000 }));
  expect([await gallery(purchase), String((await read(purchase)).refundedUsd)]).toEqual(["open", "10"]);
  await shop.tell(event(purchase, "refunded", { amountCents: 2_999 }));
  const { reversals, fan } = await read(purchase);
  expect(reversals.map((row) => String(row.amountUsd)).sort()).toEqual(["10", "19.99"]);
  expect([await gallery(purchase), String(fan.spentUsd)]).toEqual(["closed", "0"]);
});

test("a refund that comes before its payment never unlocks, and the ledger sums to nothing", async () => {
  const purchase = await shop.buying(await shop.fan());
  await shop.tell(event(purchase, "refunded"));
  expect(await read(purchase)).toMatchObject({ state: "refunded", paidAt: null, reversals: [] });
  await shop.tell(event(purchase, "paid"));
  const { state, unlockedAt, paidAt, reversals, fan } = await read(purchase);
  expect([state, unlockedAt, reversals.map((row) => String(row.amountUsd)), String(fan.spentUsd)]).toEqual([
    "refunded",
    null,
    ["29.99"],
    "0",
  ]);
  expect(paidAt).not.toBeNull();
  expect(await shop.prisma.outboundMessage.count({ where: { conversation: { fanId: purchase.fanId } } })).toBe(0);
});

test("a dispute closes the gallery, stops offers to the fan, and calls a person", async () => {
  const fan = await shop.fan();
  const purchase = await shop.buying(fan);
  const open = await shop.offer(fan, "29.99", await shop.pack("29.99"));
  await shop.tell(event(purchase, "paid"));
  await shop.tell(event(purchase, "disputed"));
  expect(await gallery(purchase)).toBe("closed");
  expect((await read(purchase)).fan.offersFrozenAt).not.toBeNull();
  expect(await shop.prisma.conversation.findUnique({ where: { id: fan.conversationId } })).toMatchObject({
    handoverReason: "payment_dispute",
    autonomy: "off",
  });
  await expect(shop.checkout(open.token)).rejects.toMatchObject({ code: "expired" });
  const later = await shop.offer(fan, "29.99", await shop.pack("29.99"));
  await expect(shop.checkout(later.token)).rejects.toMatchObject({ reason: "offers_frozen" });
});

test("a win that names another charge is refused, and the dispute stands", async () => {
  const purchase = await shop.buying(await shop.fan());
  await shop.tell(event(purchase, "paid"));
  await shop.tell(event(purchase, "disputed"));
  const told = event(purchase, "dispute_won", { chargeId: "ch_other" });
  await shop.tell(told);
  expect(await shop.prisma.paymentEvent.findFirst({ where: { eventId: told.eventId } })).toMatchObject({
    state: "refused",
    reason: "charge",
  });
  expect(await read(purchase)).toMatchObject({ state: "disputed", unlockedAt: null });
});

test.each([
  ["another amount", { amountCents: 1 }, "amount"],
  ["more than was paid given back", { kind: "refunded", amountCents: 3_000 }, "amount"],
  ["another currency", { currency: "COP" }, "currency"],
  ["another payee", { payee: "mallory" }, "payee"],
  ["another provider", { provider: "stripe" }, "provider"],
  ["an intent nobody knows", { intentId: "pur_none" }, "unknown_intent"],
] as const)("%s is refused by name and changes nothing", async (_name, change, reason) => {
  const purchase = await shop.buying(await shop.fan());
  const told = event(purchase, "paid", change);
  await shop.tell(told);
  expect(await shop.prisma.paymentEvent.findFirst({ where: { eventId: told.eventId } })).toMatchObject({
    state: "refused",
    reason,
  });
  expect(await read(purchase)).toMatchObject({ state: "pending", chargeId: null });
});

test("money that arrives beyond the limit is recorded and flagged, and never unlocked", async () => {
  const fan = await shop.fan();
  const first = await shop.buying(fan, "29.99");
  // Its page is closed here, and paid all the same: late.
  shop.setting.clock.advance(3_600_001);
  await shop.prisma.spendLimit.create({
    data: { scope: `fan:${fan.fanId}`, fanId: fan.fanId, dailyUsd: "20", updatedAt: shop.context.clock.now() },
  });
  await shop.tell(event(first, "paid"));
  expect(await read(first)).toMatchObject({ state: "paid", unlockedAt: null, refundDueReason: "over_limit" });
  expect(await gallery(first)).toBe("closed");
  expect(await shop.prisma.outbox.count({ where: { name: "payment.refund", dedupeKey: first.id } })).toBe(1);
  await shop.tell(event(first, "refunded"));
  expect(await read(first)).toMatchObject({ state: "refunded", refundDueReason: null });
});

test("a pack paid by two pages is unlocked once, the second payment is to be given back", async () => {
  const fan = await shop.fan();
  const packId = await shop.pack("29.99");
  const made = await shop.offer(fan, "29.99", packId);
  await shop.checkout(made.token);
  shop.setting.clock.advance(3_600_001);
  await shop.checkout(made.token);
  const [one, two] = await shop.prisma.purchase.findMany({
    where: { offerId: made.id },
    orderBy: { createdAt: "asc" },
  });
  if (!one || !two) throw new Error("two pages make two purchases");
  await shop.tell(event(two, "paid"));
  await shop.tell(event(one, "paid"));
  expect(await read(two)).toMatchObject({ state: "paid", refundDueReason: null });
  expect(await read(one)).toMatchObject({ state: "paid", unlockedAt: null, refundDueReason: "already_owned" });
});

test("events in any order, repeated or not, end alike: one state, one ledger, at most one unlock a charge", async () => {
  const random = seededRandom(20261126);
  const kinds: readonly [PaymentEventKind, number][] = [
    ["paid", 2_999],
    ["refunded", 700],
    ["refunded", 2_999],
    ["disputed", 2_999],
    ["dispute_won", 2_999],
    ["expired", 2_999],
  ];
  for (let round = 0; round < 12; round += 1) {
    const chosen = kinds.filter(([kind]) => kind === "paid" || random() < 0.5);
    const ends: unknown[] = [];
    for (let order = 0; order < 3; order += 1) {
      const purchase = await shop.buying(await shop.fan());
      const told = chosen.map(([kind, amountCents]) => event(purchase, kind, { amountCents }));
      const sent = [...told, ...told.filter(() => random() < 0.5)]
        .map((each) => ({ each, key: random() }))
        .sort((left, right) => left.key - right.key);
      for (const { each } of sent) await shop.tell(each);
      const row = await read(purchase);
      const reversed = row.reversals.reduce((sum, { amountUsd }) => sum + Math.round(Number(amountUsd) * 100), 0);
      const unlocks = await shop.prisma.outboundMessage.count({
        where: { kind: "delivery", conversation: { fanId: purchase.fanId } },
      });
      expect(unlocks).toBeLessThanOrEqual(1);
      expect(row.unlockedAt !== null).toBe(row.state === "paid");
      expect(String(row.fan.spentUsd)).toBe(String(Number(usdFromCents(2_999 - reversed))));
      const { state } = await shop.prisma.offer.findUniqueOrThrow({ where: { id: row.offerId } });
      ends.push([row.state, reversed, String(row.refundedUsd), state, row.fan.offersFrozenAt !== null]);
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size, JSON.stringify(chosen)).toBe(1);
  }
});

test("the report's sums are the purchases less what went back", async () => {
  const result = await shop.setting.run(reportCommands, "report.pnl");
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  const { total } = result.output as { total: { play: { revenueMicros: number; refundsMicros: number } } };
  const paid = await shop.prisma.purchase.aggregate({ where: { paidAt: { not: null } }, _sum: { amountUsd: true } });
  const back = await shop.prisma.purchaseReversal.aggregate({ _sum: { amountUsd: true } });
  expect(total.play.revenueMicros).toBe(Math.round(Number(paid._sum.amountUsd) * 1_000_000));
  expect(total.play.refundsMicros).toBe(Math.round(Number(back._sum.amountUsd) * 1_000_000));
  // Parts given back, and disputes that were won, count alike by layer.
  const sales = await shop.setting.run(reportCommands, "report.sales");
  if (sales.state !== "done") throw new Error(JSON.stringify(sales));
  const { layers } = sales.output as { layers: { refundsMicros: number }[] };
  expect(layers.reduce((sum, { refundsMicros }) => sum + refundsMicros, 0)).toBe(total.play.refundsMicros);
});

test("a dispute that is won opens the gallery again, and the money counts from that day on", async () => {
  const fan = await shop.fan();
  const purchase = await shop.buying(fan);
  await shop.tell(event(purchase, "paid"));
  await shop.tell(event(purchase, "disputed"));
  // Longer than a gallery lasts: nobody could look meanwhile.
  shop.setting.clock.advance(GALLERY_LIFE_MS + 1);
  const won = event(purchase, "dispute_won");
  for (const each of [won, { ...won, eventId: "evt_again" }]) await shop.tell(each);
  const row = await read(purchase);
  expect(row).toMatchObject({ state: "paid", refundedAt: null, unlockedAt: won.occurredAt });
  expect(await gallery(purchase)).toBe("open");
  expect(row.reversals.map(({ kind, amountUsd }) => `${kind} ${amountUsd}`).sort()).toEqual([
    "dispute 29.99",
    "dispute_won -29.99",
  ]);
  expect(String(row.fan.spentUsd)).toBe("29.99");
  const { state } = await shop.prisma.offer.findUniqueOrThrow({ where: { id: row.offerId } });
  const delivered = await shop.prisma.outboundMessage.count({
    where: { kind: "delivery", conversationId: fan.conversationId },
  });
  expect([state, delivered]).toEqual(["paid", 1]);
  // Offers wait for a person all the same, who is told.
  expect(row.fan.offersFrozenAt).not.toBeNull();
  expect(await shop.prisma.conversation.findUnique({ where: { id: fan.conversationId } })).toMatchObject({
    handoverReason: "dispute_won",
    autonomy: "off",
  });
});

test("while another payment of the fan is disputed, one that is won is not the news", async () => {
  const fan = await shop.fan();
  const [first, second] = [await shop.buying(fan), await shop.buying(fan)];
  for (const purchase of [first, second]) await shop.tell(event(purchase, "paid"));
  for (const purchase of [first, second]) await shop.tell(event(purchase, "disputed"));
  const reason = async () =>
    (await shop.prisma.conversation.findUniqueOrThrow({ where: { id: fan.conversationId } })).handoverReason;
  await shop.tell(event(first, "dispute_won"));
  expect(await reason()).toBe("payment_dispute");
  await shop.tell(event(second, "dispute_won"));
  expect(await reason()).toBe("dispute_won");
});
