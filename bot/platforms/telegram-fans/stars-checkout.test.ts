// Stars at the wire: invoice links, refunds and cancellations against the strict emulator, over HTTP.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { describeCheckout, type ToldEvent } from "../../../agents/ports/conformance/checkout.ts";
import { TELEGRAM_FAULTS } from "../../surfaces/telegram/emulator/telegram-emulator.ts";
import { botApi } from "./bot-api.ts";
import { paymentQuestionOf } from "./payment-updates.ts";
import { createStarsCheckout, starsFor } from "./stars-checkout.ts";
import { createTelegramHarness, FAN } from "./testing/telegram-harness.ts";
import { eventsOf } from "./updates.ts";

const PAYEE = "vixenbliss";
const signal = () => AbortSignal.timeout(5_000);

/** A bot that agrees to every payment, and what its updates tell. */
async function createHarness() {
  const harness = await createTelegramHarness();
  const { telegram, account, options } = harness;
  const api = botApi(options, account.accessToken);
  const checkout = createStarsCheckout({ ...options, starMicros: 20_000 });
  const through = { account, fanExternalId: String(FAN) };
  let offset = 0;
  const updates = async () => {
    const fetched = await api.getUpdates({ offset });
    offset = (fetched.at(-1)?.update_id ?? offset - 1) + 1;
    return fetched;
  };
  const told = async (): Promise<ToldEvent> => {
    const events = (await updates()).flatMap((update) => eventsOf(update, account.externalId) ?? []);
    const payment = events.findLast((event) => event.kind === "payment");
    if (payment?.kind !== "payment") throw new Error("no payment was told of");
    return { event: { ...payment.payment, payee: PAYEE, payer: payment.fanExternalId } };
  };
  return {
    ...harness,
    checkout,
    through,
    /** A link is no more than an address: an altered amount is refused when it is to be paid. */
    keepsTerms: false,
    told,
    returnUrl: "https://creator.example/g/token",
    now: () => harness.clock.now(),
    pay: async (link: string) => {
      const paying = telegram.personPays(FAN, link);
      const question = (await updates()).map(paymentQuestionOf).find((asked) => asked !== null);
      await api.answerPreCheckoutQuery(question?.key ?? "", true);
      await paying;
      return await told();
    },
    refund: async (intentId: string) => {
      const chargeId = telegram.bill().find((charge) => charge.payload === intentId)?.id ?? "";
      const request = { intentId, chargeId, amountCents: 2_999, idempotencyKey: "refund:pur_1", through };
      await checkout.refund?.(request, signal());
      return await told();
    },
    sign: (body: string) => ({ rawBody: Buffer.from(body), headers: {} }),
  };
}

describeCheckout("Telegram Stars", createHarness);

describe("Telegram Stars", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  beforeEach(async () => {
    harness = await createHarness();
  });
  afterEach(() => harness.close());
  const request = (change: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
    ...{ intentId: "pur_1", amountCents: 999, currency: "USD", description: "A month", payee: PAYEE, returnUrl: "" },
    quote: { amount: 500, currency: "XTR" },
    through: harness.through,
    ...change,
  });
  const page = (change: Partial<CheckoutRequest> = {}) => harness.checkout.createPage(request(change), signal());

  it.each([
    [2_999, 20_000, 1_500],
    [999, 20_000, 500],
    [1, 20_000, 1],
    [999, 13_000, 769],
    [0, 20_000, 1],
  ])("%i cents at %i millionths a Star are %i", (cents, starMicros, stars) => {
    expect(starsFor(cents, starMicros)).toBe(stars);
  });

  it("cuts a description to what an invoice holds", async () => {
    await expect(page({ description: `Ñ${"x".repeat(400)}` })).resolves.toMatchObject({
      url: expect.stringMatching(/^https:\/\/t\.me\/\$/),
    });
  });

  it("a subscription is paid every month under one name, and ended by the bot without a word from Telegram", async () => {
    const first = await harness.pay((await page({ recurring: "month" })).url);
    const periodEnd = new Date(harness.clock.now().getTime() + 30 * 86_400_000);
    expect(first.event).toMatchObject({ kind: "paid", subscriptionId: "pur_1", periodEnd, amountCents: 500 });
    harness.clock.advance(30 * 86_400_000);
    harness.telegram.renewSubscription(first.event.chargeId);
    const renewal = await harness.told();
    expect(renewal.event).toMatchObject({ kind: "renewed", subscriptionId: "pur_1", intentId: "pur_1" });
    expect(renewal.event.chargeId).not.toBe(first.event.chargeId);
    for (let press = 0; press < 2; press += 1) {
      const canceled = await harness.checkout.cancel?.(
        {
          ...{ subscriptionId: "pur_1", chargeId: first.event.chargeId, payee: PAYEE, now: harness.clock.now() },
          through: harness.through,
        },
        signal(),
      );
      expect(canceled).toMatchObject({ kind: "canceled", intentId: "pur_1", subscriptionId: "pur_1", payee: PAYEE });
    }
    expect(() => harness.telegram.renewSubscription(first.event.chargeId)).toThrow();
  });

  it("gives a charge back once, and calls it done when it was done before", async () => {
    await harness.pay((await page()).url);
    await harness.refund("pur_1");
    const chargeId = harness.telegram.bill()[0]?.id ?? "";
    const again = { intentId: "pur_1", chargeId, amountCents: 999, idempotencyKey: "x", through: harness.through };
    await harness.checkout.refund?.(again, signal());
    expect(harness.telegram.bill()).toMatchObject([{ isRefunded: true, amount: 500 }]);
    await expect(harness.checkout.refund?.({ ...again, chargeId: "unknown" }, signal())).rejects.toMatchObject({
      code: "provider_refused",
      retryable: false,
    });
  });

  it("says what keeps it from selling", async () => {
    const { account } = harness;
    const stranger = { fanExternalId: "1", account: { ...account, accessToken: "700200:wrong" } };
    await expect(page({ through: stranger })).rejects.toMatchObject({
      code: "not_configured",
      reason: "token_invalid",
    });
    const { through: _chat, ...without } = request();
    await expect(harness.checkout.createPage(without, signal())).rejects.toMatchObject({ reason: "no_chat" });
    await expect(page({ quote: { amount: 999, currency: "USD" } })).rejects.toMatchObject({ field: "quote" });
    harness.telegram.faults.add("createInvoiceLink", TELEGRAM_FAULTS.cut);
    await expect(page()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    harness.telegram.faults.add("createInvoiceLink", TELEGRAM_FAULTS.tooManyRequests(3));
    await expect(page()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 3_000 });
  });

  it("keeps a bill that names who paid", async () => {
    await harness.pay((await page()).url);
    await harness.refund("pur_1");
    const { transactions } = await botApi(harness.options, harness.account.accessToken).getStarTransactions();
    expect(transactions).toMatchObject([
      { amount: 500, source: { type: "user", user: { id: FAN }, invoice_payload: "pur_1" } },
      { amount: 500, receiver: { type: "user", user: { id: FAN } } },
    ]);
  });
});
