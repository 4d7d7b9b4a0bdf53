import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { seededRandom } from "../../kernel/random.ts";
import type { PaymentEventKind, VerifiedPaymentEvent } from "../../ports/checkout.ts";
import { type GalleryPage, openGallery } from "../checkout/gallery.ts";
import { payeeOf } from "../checkout/start-checkout.ts";
import { createShop, type Shop } from "../checkout/testing/shop.ts";
import { callInternal } from "../internal.ts";
import { offerMake } from "../offer/offer-make.ts";
import { reportCommands } from "../report/commands.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { lapseSubscriptions } from "./lapse-subscriptions.ts";

let shop: Shop;
let events = 0;

beforeAll(async () => {
  shop = await createShop();
  await shop.pieces(4, 2);
  await shop.pieces(2, 5);
});
afterAll(() => shop.close());

/** Offered by hand, taken to the payment page. */
async function subscribing() {
  const fan = await shop.fan();
  const made = await shop.setting.run([offerMake], "offer.make", {
    conversation: fan.conversationId,
    pack: "subscription",
  });
  if (made.state !== "done") throw new Error(JSON.stringify(made));
  const offer = await shop.prisma.offer.findFirstOrThrow({ where: { fanId: fan.fanId } });
  await shop.checkout(offer.token);
  return { fan, first: await shop.prisma.purchase.findFirstOrThrow({ where: { offerId: offer.id } }) };
}

type First = Awaited<ReturnType<typeof subscribing>>["first"];
const now = () => shop.context.clock.now();
const inDays = (days: number) => new Date(now().getTime() + days * DAY_MS);

function event(first: First, kind: PaymentEventKind, change: Partial<VerifiedPaymentEvent> = {}): VerifiedPaymentEvent {
  events += 1;
  return {
    provider: "sandbox",
    eventId: `evt_${events}`,
    kind,
    intentId: first.intentId,
    chargeId: "",
    amountCents: 999,
    currency: "USD",
    payee: payeeOf(shop.avatarId),
    occurredAt: now(),
    subscriptionId: `sub_${first.id}`,
    ...change,
  };
}

const gallery = (first: First): Promise<GalleryPage> =>
  callInternal(shop.context, openGallery, { token: first.galleryToken ?? "" });
const row = (first: First) => shop.prisma.subscription.findFirstOrThrow({ where: { fanId: first.fanId } });
const pay = (first: First, periodEnd = inDays(30)) =>
  shop.tell(event(first, "paid", { chargeId: `ch_${first.id}`, periodEnd }));

test("a subscriber sees approved pictures of levels 1 to 3 of their months, and nothing before the payment", async () => {
  const { first } = await subscribing();
  expect((await gallery(first)).state).toBe("waiting");
  await pay(first);
  expect(await row(first)).toMatchObject({ state: "active", renewsAt: inDays(30) });
  const page = await gallery(first);
  if (page.state !== "open") throw new Error(page.state);
  expect([page.pictures.length, page.renews, page.pack]).toEqual([4, true, "Subscription"]);
  await shop.prisma.piece.updateMany({ where: { explicitness: 2, number: { lt: 3 } }, data: { state: "rejected" } });
  const before = { approvedAt: new Date("2026-10-31T23:59:59Z") };
  const [oldest] = await shop.prisma.piece.findMany({ where: { state: "approved", explicitness: 2 }, take: 1 });
  await shop.prisma.piece.update({ where: { id: oldest?.id ?? "" }, data: before });
  const later = await gallery(first);
  expect(later.state === "open" ? later.pictures.length : 0).toBeLessThan(4);
  await shop.prisma.piece.updateMany({ where: { explicitness: 2 }, data: { state: "approved", approvedAt: now() } });
});

test("a renewal pays another month; a late one is waited for three days, then it ends", async () => {
  const { first } = await subscribing();
  await pay(first);
  shop.setting.clock.advance(30 * DAY_MS);
  await shop.tell(event(first, "renewed", { chargeId: `ch2_${first.id}`, periodEnd: inDays(30) }));
  expect(await row(first)).toMatchObject({ state: "active", renewsAt: inDays(30) });
  expect(await shop.prisma.purchase.count({ where: { fanId: first.fanId, state: "paid" } })).toBe(2);
  shop.setting.clock.advance(30 * DAY_MS);
  await shop.tell(event(first, "renewal_failed"));
  expect(await row(first)).toMatchObject({ state: "grace", failedAt: now() });
  expect((await gallery(first)).state).toBe("open");
  shop.setting.clock.advance(3 * DAY_MS);
  // Closed before its row says so.
  expect((await gallery(first)).state).toBe("closed");
  await lapseSubscriptions(shop.context);
  expect(await row(first)).toMatchObject({ state: "ended", endedAt: now() });
  await shop.tell(event(first, "renewed", { chargeId: `ch3_${first.id}`, periodEnd: inDays(27) }));
  expect(await row(first)).toMatchObject({ state: "active", endedAt: null });
});

test("canceled, it lasts as long as it is paid; told to be over, it is over", async () => {
  const { first } = await subscribing();
  await pay(first);
  await shop.tell(event(first, "canceled"));
  expect(await row(first)).toMatchObject({ state: "canceled" });
  expect(await gallery(first)).toMatchObject({ state: "open", renews: false, until: inDays(30) });
  shop.setting.clock.advance(30 * DAY_MS);
  expect((await gallery(first)).state).toBe("closed");
  const other = (await subscribing()).first;
  await pay(other);
  await shop.tell(event(other, "ended"));
  expect([(await row(other)).state, (await gallery(other)).state]).toEqual(["ended", "closed"]);
});

test("a fan ends the subscription from its own page; the provider's notice says so", async () => {
  shop.sandbox.clock.advance(now().getTime() - shop.sandbox.clock.now().getTime());
  const { first } = await subscribing();
  // Paid on the provider's page this time, so that the provider knows it.
  const offer = await shop.prisma.offer.findFirstOrThrow({ where: { id: first.offerId } });
  const { url } = await shop.checkout(offer.token);
  await fetch(url, { method: "POST", redirect: "manual" });
  const takeNotice = async () => {
    await shop.sandbox.control.idle();
    const { rawBody, headers } = shop.sandbox.latestNotice();
    const told = shop.sandbox.checkout.verify(rawBody, headers, shop.sandbox.clock.now());
    if (told) await shop.tell(told);
  };
  await takeNotice();
  expect(await row(first)).toMatchObject({ state: "active" });
  await callInternal(shop.context, cancelSubscription, { token: first.galleryToken ?? "" });
  await takeNotice();
  expect((await row(first)).canceledAt).not.toBeNull();
  const received = shop.sandbox.received.length;
  await callInternal(shop.context, cancelSubscription, { token: first.galleryToken ?? "" });
  expect(shop.sandbox.received).toHaveLength(received);
});

test("a month that is given back is not paid; a dispute of a renewal closes too", async () => {
  const { first } = await subscribing();
  await pay(first);
  await shop.tell(event(first, "renewed", { chargeId: `r_${first.id}`, periodEnd: inDays(60) }));
  await shop.tell(event(first, "refunded", { chargeId: `r_${first.id}` }));
  expect(await row(first)).toMatchObject({ state: "active", renewsAt: inDays(30) });
  await shop.tell(event(first, "disputed", { chargeId: `ch_${first.id}` }));
  expect([(await row(first)).state, (await gallery(first)).state]).toEqual(["ended", "closed"]);
  await shop.tell(event(first, "dispute_won", { chargeId: `ch_${first.id}` }));
  expect([(await row(first)).state, (await gallery(first)).state]).toEqual(["active", "open"]);
});

test("an event of another amount, or of a subscription that is someone else's, leaves no trace but its refusal", async () => {
  const { first } = await subscribing();
  await pay(first);
  const other = (await subscribing()).first;
  const count = () => Promise.all([shop.prisma.purchase.count(), shop.prisma.subscription.count()]);
  const before = await count();
  await shop.tell(event(first, "renewed", { chargeId: "ch_cheap", amountCents: 1 }));
  await shop.tell(event(other, "canceled", { subscriptionId: `sub_${first.id}` }));
  expect(await count()).toEqual(before);
  expect(await row(first)).toMatchObject({ state: "active", canceledAt: null });
  const refused = await shop.prisma.paymentEvent.findMany({
    where: { state: "refused" },
    orderBy: { receivedAt: "asc" },
  });
  expect(refused.map(({ reason }) => reason)).toEqual(["amount", "subscription"]);
});

test("events of a subscription in any order end alike, and each charge is one payment", async () => {
  const random = seededRandom(77);
  const ends = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    const { first } = await subscribing();
    const told = [
      event(first, "paid", { chargeId: `a_${first.id}`, periodEnd: inDays(30) }),
      event(first, "renewed", { chargeId: `b_${first.id}`, periodEnd: inDays(60) }),
      event(first, "renewed", { chargeId: `c_${first.id}`, periodEnd: inDays(90) }),
      event(first, "renewal_failed"),
      event(first, "canceled"),
    ];
    const sent = [...told, ...told.slice(0, 3)].map((each) => ({ each, key: random() }));
    for (const { each } of sent.sort((left, right) => left.key - right.key)) await shop.tell(each);
    const { state, renewsAt, canceledAt, failedAt } = await row(first);
    const payments = await shop.prisma.purchase.count({ where: { fanId: first.fanId, state: "paid" } });
    const fan = await shop.prisma.fan.findUniqueOrThrow({ where: { id: first.fanId } });
    const relative = renewsAt.getTime() - now().getTime();
    ends.add(JSON.stringify([state, relative, canceledAt !== null, failedAt !== null, payments, String(fan.spentUsd)]));
    expect((await gallery(first)).state).toBe("open");
  }
  expect([...ends]).toEqual([JSON.stringify(["canceled", 90 * DAY_MS, true, true, 3, "29.97"])]);
});

test("who is subscribed is not offered it again", async () => {
  const { fan, first } = await subscribing();
  await pay(first);
  expect(
    await shop.setting.run([offerMake], "offer.make", { conversation: fan.conversationId, pack: "subscription" }),
  ).toMatchObject({ problem: { reason: "subscribed" } });
});

test("the report tells subscribers, churn and what one is worth", async () => {
  shop.setting.clock.advance(40 * DAY_MS);
  await lapseSubscriptions(shop.context);
  const result = await shop.setting.run(reportCommands, "report.subscriptions", { days: 30 });
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  const rows = await shop.prisma.subscription.findMany();
  const active = rows.filter(({ state }) => state === "active").length;
  const { play } = result.output as { play: { active: number; churn: number; ended: number } };
  expect(play.active).toBe(active);
  expect(play.ended).toBe(rows.filter(({ endedAt }) => endedAt && endedAt > inDays(-30)).length);
  expect(play.churn).toBeGreaterThan(0);
  expect(play.churn).toBeLessThanOrEqual(1);
});
