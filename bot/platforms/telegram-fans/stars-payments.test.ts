// Stars from the offer to the gallery: what the bot is asked before a payment, what it is told after, and what is refused.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accountConnect } from "../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarCreate } from "../../../agents/commands/avatar/avatar-create.ts";
import { approvePayment } from "../../../agents/commands/checkout/approve-payment.ts";
import { offerPage } from "../../../agents/commands/checkout/offer-page.ts";
import { refundNow } from "../../../agents/commands/checkout/refund-now.ts";
import { settlePayment } from "../../../agents/commands/checkout/settle-payment.ts";
import { RESERVATION_MS, startCheckout } from "../../../agents/commands/checkout/start-checkout.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { offerMake } from "../../../agents/commands/offer/offer-make.ts";
import { purchaseRefund } from "../../../agents/commands/purchase/purchase-refund.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { runApprove } from "../../../agents/commands/run/run-approve.ts";
import { cancelSubscription } from "../../../agents/commands/subscription/cancel-subscription.ts";
import { createTestContext, type TestContext } from "../../../agents/commands/testing/test-context.ts";
import { DAY_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { paymentWebhookMount } from "../../http/payment-webhook-mount.ts";
import { createHttpServer, type HttpServer } from "../../http/server.ts";
import { TELEGRAM_FAULTS } from "../../surfaces/telegram/emulator/telegram-emulator.ts";
import { createStarsCheckout } from "./stars-checkout.ts";
import { createTelegramFans, type TelegramFans } from "./telegram-fans.ts";
import { createTelegramHarness, FAN } from "./testing/telegram-harness.ts";

const OTHER_FAN = 51_002;
const words = texts("en").sales;
const secrets = createSecretBox("a-test-key-that-is-never-used-outside-tests");

let database: Database;
let harness: Awaited<ReturnType<typeof createTelegramHarness>>;
let setting: TestContext;
let fans: TelegramFans;
let server: HttpServer;
let url = "";
let bot = "700500";
let avatarId = "";
let isPushed = true;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  isPushed = true;
  bot = String(Number(bot) + 1);
  harness = await createTelegramHarness(bot);
  const { clock, telegram, options } = harness;
  fans = createTelegramFans({ ...options, secrets, publicUrl: () => url, isPushed: () => isPushed });
  const checkout = createStarsCheckout({ ...options, starMicros: 20_000 });
  const ports = { connectors: { telegram: fans.connector }, channels: { telegram: fans.channel }, checkout };
  setting = await createTestContext({ database, secrets, ports, clock });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [fans.mount(() => app), paymentWebhookMount(app)];
  server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  const name = `Luna ${bot}`;
  await setting.run([avatarCreate], "avatar.create", { name, brief: "fitness and sea in Lisbon" });
  const connecting = { avatar: name, platform: "telegram", accessToken: telegram.token };
  await setting.run([accountConnect], "account.connect", connecting);
  telegram.operatorWrites(OTHER_FAN, OTHER_FAN, "hello");
  await delivered();
  avatarId = (await conversationOf(FAN)).avatarId;
});
afterEach(async () => {
  await fans.close();
  await server.close();
  await setting.close();
  await harness.close();
});

const prisma = () => database.prisma;
const delivered = () =>
  vi.waitFor(() => expect(harness.telegram.webhookInfo().pending_update_count).toBe(0), { timeout: 10_000 });
const conversationOf = (fan: number) =>
  prisma().conversation.findFirstOrThrow({
    where: { account: { externalId: bot }, fan: { addresses: { some: { externalId: String(fan) } } } },
    include: { fan: true },
  });
const purchases = () => prisma().purchase.findMany({ where: { avatarId }, orderBy: { createdAt: "asc" } });
const ours = () => ({ provider: "telegram_stars", eventId: { contains: bot } });
const events = () => prisma().paymentEvent.findMany({ where: ours(), orderBy: { receivedAt: "asc" } });

/** As the jobs would. */
async function settle(): Promise<void> {
  await delivered();
  for (const { id } of await prisma().paymentEvent.findMany({ where: { state: "received" } }))
    await settlePayment(setting.context, id);
}

async function pieces(count: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const idOf = (number: number) => `${bot}_${number}`;
  const file = { contentType: "image/png", bytes: 1, provider: "comfyui", model: "m", prompt: "x", parameters: {} };
  const facts = { templateKey: "t", prompt: "x", seed: 1, tier: "safe", explicitness: 2, state: "approved" } as const;
  for (const number of numbers) {
    const id = idOf(number);
    const place = { id, avatarId, kind: "image", storageKey: id, sha256: id, synthetic: false } as const;
    await prisma().asset.create({ data: { ...file, ...place } });
    const approvedAt = setting.context.clock.now();
    await prisma().piece.create({ data: { ...facts, approvedAt, id, avatarId, number, assetId: id } });
  }
  return numbers.map(idOf);
}

/** An offer of a pack, or of the subscription, to a fan. */
async function offered(fan = FAN, explicitTo = 3) {
  const id = `pck_${bot}_${explicitTo}`;
  const facts = { slug: id, name: "Weekend", step: "starter", pieceCount: 1, explicitFrom: 1, explicitTo };
  const [piece = ""] = await pieces(1);
  await prisma().pack.create({ data: { ...facts, id, avatarId, priceUsd: "29.99" } });
  await prisma().packPiece.create({ data: { id: `pkp_${id}`, packId: id, pieceId: piece, position: 0 } });
  const { id: conversation } = await conversationOf(fan);
  return await setting.run([offerMake], "offer.make", { conversation, pack: id });
}

async function openInvoice(fan = FAN): Promise<string> {
  const { fanId } = await conversationOf(fan);
  const { token } = await prisma().offer.findFirstOrThrow({ where: { fanId }, orderBy: { createdAt: "desc" } });
  return (await callInternal(setting.context, startCheckout, { token, adult: true })).url;
}

async function paid() {
  await offered();
  const link = await openInvoice();
  const outcome = await harness.telegram.personPays(FAN, link);
  await settle();
  return { link, outcome };
}

describe("a payment in Stars", () => {
  it("opens the gallery once, by the amount that was asked for", async () => {
    const { outcome } = await paid();
    expect(outcome).toMatchObject({ state: "paid", charge: { amount: 1_500 } });
    const [purchase] = await purchases();
    expect(purchase).toMatchObject({ state: "paid", quoteAmount: 1_500, quoteCurrency: "XTR", sandbox: false });
    expect(String(purchase?.amountUsd)).toBe("29.99");
    expect(purchase?.unlockedAt).not.toBeNull();
    const { id: conversationId, fan } = await conversationOf(FAN);
    expect(String(fan.spentUsd)).toBe("29.99");
    const deliveries = await prisma().outboundMessage.findMany({ where: { conversationId, kind: "delivery" } });
    expect(deliveries).toMatchObject([{ text: expect.stringContaining(`/g/${purchase?.galleryToken}`) }]);
    // No message of the fan's: what Telegram says of money is nothing to answer.
    expect(await prisma().message.count({ where: { conversationId, author: "fan" } })).toBe(1);
  });

  it("told again is the same payment", async () => {
    const { outcome } = await paid();
    harness.telegram.repeat(outcome.state === "paid" ? outcome.updateId : 0);
    await settle();
    expect(await purchases()).toHaveLength(1);
    expect(await events()).toMatchObject([{ kind: "paid", state: "applied" }]);
    expect(await prisma().outboundMessage.count({ where: { kind: "delivery", conversation: { avatarId } } })).toBe(1);
  });

  it("is asked for by a link that is paid once, whoever opens it how often", async () => {
    const { link } = await paid();
    expect(await harness.telegram.personPays(FAN, link)).toEqual({ state: "refused", message: words.offerGone });
    expect(harness.telegram.bill()).toHaveLength(1);
  });

  it("is not let through twice while the first is under way", async () => {
    await offered();
    const [first, second] = [await openInvoice(), await openInvoice()];
    expect(first).not.toBe(second);
    expect(await harness.telegram.personPays(FAN, first)).toMatchObject({ state: "paid" });
    // The payment was told of and is not settled yet.
    await delivered();
    expect(await harness.telegram.personPays(FAN, second)).toEqual({ state: "refused", message: words.offerGone });
    await settle();
    expect(harness.telegram.bill()).toHaveLength(1);
  });

  it("is announced in Stars beside the price on the offer's page", async () => {
    await offered();
    const { token } = await prisma().offer.findFirstOrThrow({ where: { avatarId } });
    expect(await callInternal(setting.context, offerPage, { token })).toMatchObject({
      priceCents: 2_999,
      quote: { amount: 1_500, currency: "XTR" },
    });
    expect(words.offerQuote(1_500, "XTR", "$29.99")).toBe("1,500 Telegram Stars ($29.99)");
  });

  it("comes by fetched updates as well", async () => {
    await offered();
    const link = await openInvoice();
    isPushed = false;
    await fans.connector.subscribe(
      { id: "", externalId: bot, accessToken: harness.telegram.token },
      AbortSignal.timeout(5_000),
    );
    fans.start(setting.context);
    expect(await harness.telegram.personPays(FAN, link)).toMatchObject({ state: "paid" });
    await vi.waitFor(async () => expect(await events()).toHaveLength(1), { timeout: 10_000 });
    await settle();
    expect(await purchases()).toMatchObject([{ state: "paid" }]);
  });

  it("of another fan is refused", async () => {
    await offered();
    const link = await openInvoice();
    const refused = { state: "refused", message: words.paymentOfAnother };
    expect(await harness.telegram.personPays(OTHER_FAN, link)).toEqual(refused);
    expect(await harness.telegram.personPays(FAN, link)).toMatchObject({ state: "paid" });
  });

  it("of another amount is refused before and after", async () => {
    await offered();
    const link = await openInvoice();
    const [purchase] = await purchases();
    const quote = (quoteAmount: number) => ({ where: { id: purchase?.id ?? "" }, data: { quoteAmount } });
    await prisma().purchase.update(quote(1_600));
    expect(await harness.telegram.personPays(FAN, link)).toEqual({ state: "refused", message: words.paymentChanged });
    await prisma().purchase.update(quote(1_500));
    await harness.telegram.personPays(FAN, link);
    await delivered();
    await prisma().purchase.update(quote(1_501));
    await settle();
    expect(await purchases()).toMatchObject([{ state: "pending", unlockedAt: null }]);
    expect((await events()).at(-1)).toMatchObject({ state: "refused", reason: "amount", amountUsd: null });
  });

  it("told of for another fan's intent unlocks nothing", async () => {
    await offered();
    await openInvoice();
    const [purchase] = await purchases();
    tell({ invoice_payload: purchase?.intentId ?? "", telegram_payment_charge_id: `stolen_${bot}` }, OTHER_FAN);
    await settle();
    expect(await purchases()).toMatchObject([{ state: "pending", unlockedAt: null }]);
    expect((await events()).at(-1)).toMatchObject({ state: "refused", reason: "payer" });
    tell({ invoice_payload: "an-intent-nobody-made", telegram_payment_charge_id: `unknown_${bot}` }, FAN);
    await settle();
    expect((await events()).at(-1)).toMatchObject({ state: "refused", reason: "unknown_intent" });
  });

  it("in money is none in Stars", async () => {
    await offered();
    await openInvoice();
    const [purchase] = await purchases();
    const intent = { invoice_payload: purchase?.intentId ?? "", telegram_payment_charge_id: `usd_${bot}` };
    tell({ ...intent, currency: "USD" }, FAN);
    await settle();
    expect((await events()).at(-1)).toMatchObject({ state: "refused", reason: "currency" });
    expect(await purchases()).toMatchObject([{ state: "pending" }]);
  });

  it("of what is gone is refused: an expired invoice, a withdrawn offer, a lock, a limit", async () => {
    await offered();
    const link = await openInvoice();
    const pay = () => harness.telegram.personPays(FAN, link);
    const { fanId, id: conversationId } = await conversationOf(FAN);
    const limit = { scope: `fan:${fanId}`, fanId, dailyUsd: "5.00", updatedAt: setting.context.clock.now() };
    await prisma().spendLimit.create({ data: limit });
    expect(await pay()).toEqual({ state: "refused", message: words.spendLimitMet.day("$5.00", "$5.00") });
    await prisma().spendLimit.deleteMany();
    const gone = { state: "refused", message: words.offerGone };
    await prisma().offer.updateMany({ where: { fanId }, data: { state: "withdrawn" } });
    expect(await pay()).toEqual(gone);
    await prisma().offer.updateMany({ where: { fanId }, data: { state: "shown" } });
    const lock = (minorLockedAt: Date | null) => ({ where: { id: conversationId }, data: { minorLockedAt } });
    await prisma().conversation.update(lock(setting.context.clock.now()));
    expect(await pay()).toEqual(gone);
    await prisma().conversation.update(lock(null));
    await prisma().fan.update({ where: { id: fanId }, data: { offersFrozenAt: setting.context.clock.now() } });
    expect(await pay()).toEqual({ state: "refused", message: words.salesPaused });
    await prisma().fan.update({ where: { id: fanId }, data: { offersFrozenAt: null } });
    harness.clock.advance(RESERVATION_MS + SECOND_MS);
    expect(await pay()).toEqual(gone);
    expect(harness.telegram.bill()).toEqual([]);
  });

  it("whose question was answered to deaf ears is answered alike when it comes again", async () => {
    await offered();
    const link = await openInvoice();
    harness.telegram.faults.add("answerPreCheckoutQuery", TELEGRAM_FAULTS.badGateway);
    expect(await harness.telegram.personPays(FAN, link)).toMatchObject({ state: "paid" });
  });

  it("that was let through keeps a second one out for a minute, in which it would be told of", async () => {
    await offered();
    await openInvoice();
    const [purchase] = await purchases();
    const ask = (key: string) =>
      callInternal(setting.context, approvePayment, {
        ...{ key, provider: "telegram_stars", platform: "telegram", accountExternalId: bot },
        ...{ fanExternalId: String(FAN), intentId: purchase?.intentId ?? "", amount: 1_500, currency: "XTR" },
        language: "es",
      });
    expect(await ask("first")).toEqual({ ok: true });
    expect(await ask("first")).toEqual({ ok: true });
    expect(await ask("second")).toEqual({ ok: false, message: texts("es").sales.paymentUnderWay });
    harness.clock.advance(61 * SECOND_MS);
    const both = await Promise.all([ask("second"), ask("third")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is not made while nobody answers", async () => {
    await offered();
    const link = await openInvoice();
    await server.close();
    expect(await harness.telegram.personPays(FAN, link, 50)).toEqual({ state: "timed_out" });
    expect(harness.telegram.bill()).toEqual([]);
  });

  it("is told by the bot alone: the payments' webhook is closed to it", async () => {
    const body = JSON.stringify({ kind: "paid" });
    const answer = await fetch(`${url}/webhooks/payments/telegram_stars`, { method: "POST", body });
    expect(answer.status).toBe(503);
  });
});

describe("Stars given back", () => {
  it("close the gallery for good", async () => {
    const { outcome } = await paid();
    const [purchase] = await purchases();
    const commands = [purchaseRefund, runApprove(() => createRegistry([purchaseRefund]))];
    const waiting = await setting.run(commands, "purchase.refund", { purchase: purchase?.id ?? "" });
    const id = waiting.state === "waiting" ? waiting.runCardId : "";
    expect(await setting.run(commands, "run.approve", { id })).toMatchObject({ state: "done" });
    for (let press = 0; press < 2; press += 1)
      await refundNow(setting.context, purchase?.id ?? "", AbortSignal.timeout(5_000));
    await settle();
    expect(await purchases()).toMatchObject([{ state: "refunded", unlockedAt: null, refundDueReason: null }]);
    expect(String((await purchases())[0]?.refundedUsd)).toBe("29.99");
    const reversals = await prisma().purchaseReversal.findMany({ where: { avatarId } });
    expect(reversals.map((row) => [row.kind, String(row.amountUsd)])).toEqual([["refund", "29.99"]]);
    expect(harness.telegram.bill()).toMatchObject([{ isRefunded: true }]);
    // Its payment told of once more opens nothing.
    if (outcome.state === "paid")
      tell({ invoice_payload: outcome.charge.payload, telegram_payment_charge_id: outcome.charge.id }, FAN);
    await settle();
    expect(await purchases()).toMatchObject([{ state: "refunded", unlockedAt: null }]);
  });
});

describe("what may be sold for Stars", () => {
  it("is the safe tier, and only in Telegram chats", async () => {
    expect(await offered(FAN, 6)).toMatchObject({ problem: { code: "refused" } });
    const account = { avatarId, platform: "instagram", externalId: bot, handle: "luna", accessToken: "sealed" };
    await prisma().account.create({ data: { ...account, id: `acc_ig_${bot}` } });
    const ids = { fanId: `fan_ig_${bot}`, id: `cnv_ig_${bot}` };
    await prisma().fan.create({ data: { id: ids.fanId, avatarId, ageState: "declared_adult" } });
    await prisma().conversation.create({ data: { ...ids, avatarId, accountId: `acc_ig_${bot}` } });
    const pack = `pck_${bot}_6`;
    await prisma().pack.update({ where: { id: pack }, data: { explicitTo: 3 } });
    expect(await setting.run([offerMake], "offer.make", { conversation: ids.id, pack })).toMatchObject({
      problem: { code: "refused", reason: "channel" },
    });
    const { id: conversation } = await conversationOf(FAN);
    expect(await setting.run([offerMake], "offer.make", { conversation, pack })).toMatchObject({ state: "done" });
  });
});

describe("a subscription in Stars", () => {
  const subscription = () =>
    prisma().subscription.findFirstOrThrow({ where: { avatarId }, include: { purchases: true } });

  it("renews by itself, and ends when the fan wants it to", async () => {
    await pieces(30);
    const { id: conversation } = await conversationOf(FAN);
    await setting.run([offerMake], "offer.make", { conversation, pack: "subscription" });
    const outcome = await harness.telegram.personPays(FAN, await openInvoice());
    await settle();
    expect(outcome).toMatchObject({ state: "paid", charge: { amount: 500, isRecurring: true } });
    const chargeId = outcome.state === "paid" ? outcome.charge.id : "";
    expect(await subscription()).toMatchObject({ state: "active", purchases: [{ state: "paid", chargeId }] });
    harness.clock.advance(30 * DAY_MS);
    harness.telegram.renewSubscription(chargeId);
    await settle();
    const renewed = await subscription();
    expect(renewed).toMatchObject({ state: "active", purchases: [{ state: "paid" }, { state: "paid" }] });
    expect(renewed.renewsAt).toEqual(new Date(setting.context.clock.now().getTime() + 30 * DAY_MS));
    const first = renewed.purchases.find((purchase) => purchase.galleryToken !== null);
    await callInternal(setting.context, cancelSubscription, { token: first?.galleryToken ?? "" });
    await settle();
    expect(await subscription()).toMatchObject({ state: "canceled" });
    expect(harness.telegram.bill()[0]).toMatchObject({ isCanceled: true });
  });

  it("that the fan ended in Telegram ends here", async () => {
    await pieces(30);
    const { id: conversation } = await conversationOf(FAN);
    await setting.run([offerMake], "offer.make", { conversation, pack: "subscription" });
    const outcome = await harness.telegram.personPays(FAN, await openInvoice());
    await settle();
    harness.telegram.changeSubscription(outcome.state === "paid" ? outcome.charge.id : "", "canceled");
    await settle();
    expect(await subscription()).toMatchObject({ state: "canceled" });
  });
});

/** A payment as Telegram's server alone could tell it. */
function tell(facts: Readonly<Record<string, unknown>>, fan: number): void {
  const payment = { currency: "XTR", total_amount: 1_500, provider_payment_charge_id: "", ...facts };
  harness.telegram.personSends(fan, { successful_payment: payment });
}
