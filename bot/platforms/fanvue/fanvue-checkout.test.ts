import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import type { CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { describeCheckout, type SignedNotice } from "../../../agents/ports/conformance/checkout.ts";
import { parseCheckoutLinks } from "./checkout-links.ts";
import { createCheckoutLinks } from "./emulator/checkout-links.ts";
import { FanvueState } from "./emulator/state.ts";
import { createFanvueCheckout } from "./fanvue-checkout.ts";
import { isSignedBy, SIGNATURE_HEADER, signFanvue } from "./signature.ts";

const SECRET = "test_signing_secret";
const PAGES = "https://www.fanvue.com/checkout";
const LINKS = parseCheckoutLinks([`29.99=${PAGES}/pack`, `9.99/month=${PAGES}/monthly`, `avt_2:29.99=${PAGES}/second`]);

function createHarness() {
  const clock = new ManualClock();
  const state = new FanvueState();
  for (const { url, cents, isMonthly } of LINKS) {
    const slug = url.split("/").at(-1) ?? "";
    state.links.set(slug, { slug, cents, isRecurring: isMonthly, creatorUuid: "f4b2a184-2b4a-4a04-9b70-3c0e0a1caa12" });
  }
  const sales = createCheckoutLinks(state, clock);
  const sign = (body: string, at = clock.now()): SignedNotice => ({
    rawBody: Buffer.from(body),
    headers: { [SIGNATURE_HEADER]: signFanvue(SECRET, body, at) },
  });
  const checkout = createFanvueCheckout({ links: LINKS, secrets: ["another", SECRET] });
  const tell = (...event: Parameters<typeof sales.event>) => sign(JSON.stringify(sales.event(...event)));
  return {
    checkout,
    sales,
    tell,
    sign,
    read: ({ rawBody, headers }: SignedNotice) => checkout.verify(rawBody, headers, clock.now()),
    returnUrl: "https://shop.example.com/g/token",
    keepsTerms: false,
    now: () => clock.now(),
    pay: async (address: string, billing_reason = "one_time") => {
      const sale = sales.buy(address);
      const subscription = sale.subscription === null ? null : { uuid: sale.subscription };
      const status = "succeeded";
      const payment = {
        object: "payment",
        id: sale.id,
        status,
        billing_reason,
        gross: sale.link.cents,
        currency: "USD",
      };
      return tell("checkout_link.payment.succeeded", sale, { ...payment, paid_in_full: true, subscription });
    },
    refund: async (intentId: string) => {
      const sale = sales.saleOf(intentId);
      const refund = { object: "refund", id: "FVC-1", payment_id: sale.id, amount: sale.link.cents, currency: "USD" };
      return tell("checkout_link.refund.created", sale, { ...refund, full_amount: true });
    },
    close: async () => undefined,
  };
}

const request: CheckoutRequest = {
  ...{ intentId: "pur_1", amountCents: 2_999, currency: "USD", description: "x", payee: "vixenbliss:avt_1" },
  returnUrl: "https://shop.example.com/g/token",
};
const pageOf = async (harness: ReturnType<typeof createHarness>, change: Partial<CheckoutRequest> = {}) =>
  (await harness.checkout.createPage({ ...request, ...change }, AbortSignal.timeout(1_000))).url;

describeCheckout("Fanvue's checkout links", async () => createHarness());

describe("Fanvue's checkout links", () => {
  it("are signed as Fanvue shows it, also while a secret rolls", () => {
    const body = Buffer.from('{"type":"creator.message.received"}');
    const at = new Date(1_772_998_024_000);
    const hex = "21f441d40ccf6c1df526ac8b9549aac48cca6a76777d9bf16b9cab99d7670da1";
    expect(signFanvue(SECRET, body, at)).toBe(`t=1772998024,v0=${hex}`);
    const rolling = `t=1772998024,v0=${"0".repeat(64)},${hex}`;
    expect(isSignedBy([SECRET], body, rolling, at)).toBe(true);
    for (const header of [undefined, "", `t=1772998024,v0=${"0".repeat(64)}`, `t=1772998025,v0=${hex}`, `v0=${hex}`])
      expect(isSignedBy([SECRET], body, header, at), header).toBe(false);
  });

  it("refuses a price that has no link by its name, and takes an avatar's own before the one of all", async () => {
    const harness = createHarness();
    await expect(pageOf(harness, { amountCents: 1_234 })).rejects.toMatchObject({
      code: "not_configured",
      reason: "no_checkout_link",
      message: expect.stringContaining("12.34"),
    });
    // A pack's link is no subscription's.
    await expect(pageOf(harness, { recurring: "month" })).rejects.toMatchObject({ reason: "no_checkout_link" });
    expect(await pageOf(harness)).toContain("/pack?");
    expect(await pageOf(harness, { payee: "vixenbliss:avt_2" })).toContain("/second?");
  });

  it.each([
    "29.99",
    "29,99=https://a.test",
    "29.99=ftp://a.test",
    "29.99=https://a.test/?metadata[payee]=x",
    "x:1.00=https://a.test",
  ])("does not take %s for a link", (entry) => {
    expect(() => parseCheckoutLinks([entry])).toThrow(expect.objectContaining({ field: "FANVUE_CHECKOUT_LINKS" }));
  });

  it("shows what a buyer changed in the address as what was paid, not as what was asked", async () => {
    const harness = createHarness();
    const url = new URL(await pageOf(harness, { amountCents: 999, recurring: "month" }));
    url.searchParams.set("client_reference_id", "pur_dear");
    url.searchParams.set("metadata[payee]", "vixenbliss:avt_9");
    const event = harness.read(await harness.pay(url.href));
    expect(event).toMatchObject({ intentId: "pur_dear", payee: "vixenbliss:avt_9", amountCents: 999 });
  });

  it("tells a subscription's months, failures, cancellation and end under one id", async () => {
    const harness = createHarness();
    const page = await pageOf(harness, { amountCents: 999, recurring: "month" });
    const first = harness.read(await harness.pay(page, "subscription_initial"));
    const sale = harness.sales.saleOf("pur_1");
    const subscriptionId = sale.subscription ?? "";
    expect(first).toMatchObject({ kind: "paid", subscriptionId, chargeId: sale.id });
    const payment = { id: "FV-2", billing_reason: "subscription_renewal", gross: 999, currency: "USD" };
    const month = { ...payment, subscription: { uuid: subscriptionId } };
    const expires_at = "2026-12-27T00:00:00.000Z";
    const subscription = { id: subscriptionId, cancel_at_period_end: true, expires_at };
    const told = (type: string, data: object) => harness.read(harness.tell(`checkout_link.${type}`, sale, data));
    expect(told("payment.succeeded", month)).toMatchObject({ kind: "renewed", subscriptionId, chargeId: "FV-2" });
    expect(told("payment.failed", month)).toMatchObject({ kind: "renewal_failed", subscriptionId, chargeId: "" });
    expect(told("payment.failed", { ...month, billing_reason: "one_time" })).toBeNull();
    const changed = "subscription.cancel_at_period_end_changed";
    expect(told(changed, subscription)).toMatchObject({ kind: "canceled", periodEnd: new Date(expires_at) });
    expect(told(changed, { ...subscription, cancel_at_period_end: false })).toBeNull();
    expect(told("subscription.deactivated", subscription)).toMatchObject({ kind: "ended", intentId: "pur_1" });
    expect(told("subscription.activated", subscription)).toBeNull();
  });

  it("takes a dispute for one, a warning of one for none, and other events of the app for none of its own", async () => {
    const harness = createHarness();
    await harness.pay(await pageOf(harness));
    const sale = harness.sales.saleOf("pur_1");
    const dispute = { object: "dispute", payment_id: sale.id, amount: 2_999, currency: "USD" };
    const told = (type: string) => harness.read(harness.tell(type, sale, dispute));
    expect(told("checkout_link.dispute.created")).toMatchObject({ kind: "disputed", chargeId: sale.id });
    for (const type of ["checkout_link.dispute.flagged", "checkout_link.payment.pending", "payout.paid"])
      expect(told(type), type).toBeNull();
    const foreign = { ...sale, client_reference_id: null, metadata: {} };
    expect(harness.read(harness.tell("checkout_link.refund.created", foreign, dispute))).toBeNull();
    expect(harness.read(harness.sign('{"messageUuid":"m","recipientUuid":"c"}'))).toBeNull();
  });

  it("says which field of a payment it cannot read, so that it comes again", () => {
    const harness = createHarness();
    const event = {
      id: "e",
      type: "checkout_link.payment.succeeded",
      timestamp: "2026-11-27T00:00:00Z",
      data: { id: "FV-1" },
    };
    const notice = harness.sign(JSON.stringify(event));
    expect(() => harness.read(notice)).toThrow(
      expect.objectContaining({ code: "invalid_input", field: "data.billing_reason" }),
    );
  });
});
