import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { describeCheckout, type SignedNotice } from "../../../agents/ports/conformance/checkout.ts";
import { startStripeEmulator } from "./emulator/stripe-emulator.ts";
import { createStripeCheckout } from "./stripe-checkout.ts";
import { STRIPE_SIGNATURE_HEADER, signStripe } from "./stripe-signature.ts";

const SECRET_KEY = "sk_test_emulated";
const WEBHOOK_SECRET = "whsec_emulated";

async function createHarness() {
  const clock = new ManualClock();
  const received: SignedNotice[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = String(request.headers[STRIPE_SIGNATURE_HEADER]);
      if (request.method === "POST")
        received.push({ rawBody: Buffer.concat(chunks), headers: { [STRIPE_SIGNATURE_HEADER]: signature } });
      response.writeHead(200).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { emulator, url, close } = await startStripeEmulator({
    clock,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `${shop}/webhooks/payments/stripe`,
  });
  const checkout = createStripeCheckout({ baseUrl: () => url, secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET });
  const latest = (): SignedNotice => {
    const notice = received.at(-1);
    if (!notice) throw new Error("no notice came");
    return notice;
  };
  return {
    checkout,
    emulator,
    clock,
    url,
    returnUrl: `${shop}/g/token`,
    now: () => clock.now(),
    pay: async (pageUrl: string) => {
      await fetch(pageUrl, { method: "POST", redirect: "manual" });
      return latest();
    },
    refund: async (intentId: string) => {
      const chargeId = emulator.session(intentId).paymentIntent ?? "";
      const request = { intentId, chargeId, amountCents: 2_999, idempotencyKey: `refund:${intentId}` };
      await checkout.refund?.(request, AbortSignal.timeout(5_000));
      return latest();
    },
    sign: (body: string, at: Date): SignedNotice => ({
      rawBody: Buffer.from(body),
      headers: { [STRIPE_SIGNATURE_HEADER]: signStripe(WEBHOOK_SECRET, body, at) },
    }),
    /** What the events so far mean here. */
    events: () => received.map(({ rawBody, headers }) => checkout.verify(rawBody, headers, clock.now())),
    close: async () => {
      await close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

describeCheckout("Stripe", createHarness);

describe("Stripe", () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;
  beforeEach(async () => {
    harness = await createHarness();
  });
  afterEach(() => harness.close());

  const request = (change: object = {}) => ({
    intentId: "pur_1",
    amountCents: 999,
    currency: "USD" as const,
    description: "Subscription to Luna",
    payee: "vixenbliss:avt_1",
    returnUrl: harness.returnUrl,
    ...change,
  });
  const page = (change: object = {}) => harness.checkout.createPage(request(change), AbortSignal.timeout(5_000));

  it("tells a subscription by its invoices, month by month, and how it ends", async () => {
    await harness.pay((await page({ recurring: "month" })).url);
    const second = await harness.emulator.cycle("pur_1", "paid");
    await harness.emulator.cycle("pur_1", "failed");
    const { subscription: subscriptionId } = harness.emulator.session("pur_1");
    for (let press = 0; press < 2; press += 1)
      await harness.checkout.cancel?.(toCancel(subscriptionId), AbortSignal.timeout(5_000));
    await harness.emulator.cancel("pur_1", "now");
    const [session, ...events] = harness.events();
    expect(session).toBeNull();
    const shared = { provider: "stripe", intentId: "pur_1", payee: "vixenbliss:avt_1", currency: "USD" };
    const { paymentIntent, subscription } = harness.emulator.session("pur_1");
    const inMonths = (months: number) => new Date(harness.now().getTime() + months * 30 * 86_400_000);
    expect(events).toMatchObject([
      { ...shared, kind: "paid", amountCents: 999, chargeId: paymentIntent, periodEnd: inMonths(1) },
      { ...shared, kind: "renewed", amountCents: 999, chargeId: second, periodEnd: inMonths(2) },
      { ...shared, kind: "renewal_failed", chargeId: "" },
      { ...shared, kind: "canceled", chargeId: "" },
      { ...shared, kind: "ended", chargeId: "" },
    ]);
    expect(new Set(events.map((event) => event?.subscriptionId))).toEqual(new Set([subscription]));
  });

  it("tells parts given back as what went back in all, and a dispute by its charge", async () => {
    await harness.pay((await page()).url);
    const chargeId = harness.emulator.session("pur_1").paymentIntent ?? "";
    const refund = (amountCents: number, idempotencyKey: string) =>
      harness.checkout.refund?.(
        { intentId: "pur_1", chargeId, amountCents, idempotencyKey },
        AbortSignal.timeout(5_000),
      );
    await refund(100, "a");
    await refund(100, "a");
    await refund(400, "b");
    await harness.emulator.dispute("pur_1");
    expect(harness.events().slice(1)).toMatchObject([
      { kind: "refunded", amountCents: 100, chargeId, intentId: "pur_1" },
      { kind: "refunded", amountCents: 500, chargeId },
      { kind: "disputed", amountCents: 999, chargeId, intentId: "" },
    ]);
    for (const status of ["lost", "won", "warning_closed"] as const)
      await harness.emulator.closeDispute("pur_1", status);
    const won = { kind: "dispute_won", amountCents: 999, chargeId, intentId: "" };
    expect(harness.events().slice(4)).toMatchObject([null, won, won]);
    await expect(refund(900, "c")).rejects.toMatchObject({ reason: "charge_already_refunded", retryable: false });
  });

  it("tells of a page that expired, and lets what does not concern it pass", async () => {
    await page({ expiresAt: new Date(harness.now().getTime() + 3_600_000) });
    await harness.emulator.expire("pur_1");
    await harness.emulator.other("payment_intent.created");
    expect(harness.events()).toMatchObject([{ kind: "expired", chargeId: "", amountCents: 999 }, null]);
    await expect(
      page({ intentId: "pur_2", expiresAt: new Date(harness.now().getTime() + 60_000) }),
    ).rejects.toMatchObject({ code: "provider_refused" });
  });

  it("accepts any of the signatures while a secret rolls, and none of another scheme", async () => {
    await harness.pay((await page()).url);
    const body = JSON.stringify({ id: "evt_1", type: "x", created: 1, livemode: false, data: { object: {} } });
    const { headers } = harness.sign(body, harness.now());
    const signature = headers[STRIPE_SIGNATURE_HEADER] ?? "";
    const verify = (header: string) =>
      harness.checkout.verify(Buffer.from(body), { [STRIPE_SIGNATURE_HEADER]: header }, harness.now());
    expect(verify(signature.replace(",v1=", `,v1=${"0".repeat(64)},v1=`))).toBeNull();
    expect(() => verify(signature.replace("v1=", "v0="))).toThrow(expect.objectContaining({ reason: "bad_signature" }));
  });

  it("refuses events of the other mode: with a live key, test money buys nothing", () => {
    const live = createStripeCheckout({
      baseUrl: () => harness.url,
      secretKey: "sk_live_emulated",
      webhookSecret: WEBHOOK_SECRET,
    });
    expect([live.info.sandbox, harness.checkout.info.sandbox]).toEqual([false, true]);
    const body = JSON.stringify({ id: "evt_1", type: "x", created: 1, livemode: false, data: { object: {} } });
    const { rawBody, headers } = harness.sign(body, harness.now());
    expect(() => live.verify(rawBody, headers, harness.now())).toThrow(expect.objectContaining({ reason: "livemode" }));
  });

  it("refuses a wrong key", async () => {
    const stranger = createStripeCheckout({
      baseUrl: () => harness.url,
      secretKey: "sk_test_guess",
      webhookSecret: WEBHOOK_SECRET,
    });
    await expect(stranger.createPage(request(), AbortSignal.timeout(5_000))).rejects.toMatchObject({
      code: "not_configured",
    });
  });
});

const toCancel = (subscriptionId: string | null | undefined) => ({
  ...{ subscriptionId: subscriptionId ?? "", chargeId: "", payee: "vixenbliss" },
  now: new Date("2026-11-26T12:00:00Z"),
});
