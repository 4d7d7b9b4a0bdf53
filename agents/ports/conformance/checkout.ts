// What every Checkout must do; run by the test of each adapter against its provider or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Checkout, CheckoutRequest, PaidThrough, VerifiedPaymentEvent } from "../checkout.ts";

export interface SignedNotice {
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a channel told of a payment by its own events, which are tested with the channel. */
export interface ToldEvent {
  readonly event: VerifiedPaymentEvent;
}

export interface CheckoutHarness {
  readonly checkout: Checkout;
  readonly returnUrl: string;
  /** Whose chat it is paid in; for checkouts with `info.channel` only, which tell of payments by `ToldEvent`s. */
  readonly through?: PaidThrough;
  /** False where the page is an address alone: altered terms are then found out by the event. Default: true. */
  readonly keepsTerms?: boolean;
  now(): Date;
  /** Pays on the page, as a fan would. Resolves with the notice the provider sent. */
  pay(pageUrl: string): Promise<SignedNotice | ToldEvent>;
  refund(intentId: string): Promise<SignedNotice | ToldEvent>;
  /** Signs any body as the provider would at that time. */
  sign(body: string, at: Date): SignedNotice;
  close(): Promise<void>;
}

/** Signed times are accepted this long (trust T2). */
const TOLERANCE_MS = 300_000;

export function describeCheckout(name: string, create: () => Promise<CheckoutHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: CheckoutHarness;
  const quote = () => harness.checkout.quote?.(2_999);
  const request = (change: Partial<CheckoutRequest> = {}): CheckoutRequest => {
    const quoted = quote();
    return {
      intentId: "pur_1",
      amountCents: 2_999,
      currency: "USD",
      description: "Weekend pack, 12 pictures",
      payee: "vixenbliss",
      returnUrl: harness.returnUrl,
      ...(quoted ? { quote: quoted } : {}),
      ...(harness.through ? { through: harness.through } : {}),
      ...change,
    };
  };
  const verify = (notice: SignedNotice | ToldEvent, atMs = harness.now().getTime()) => {
    if ("event" in notice) return notice.event;
    const { rawBody, headers } = notice;
    const event = harness.checkout.verify(rawBody, headers, new Date(atMs));
    if (event === null) throw new Error("the notice was taken for one of no interest");
    return event;
  };
  const paidNotice = async () => harness.pay((await harness.checkout.createPage(request(), signal())).url);

  describe(`${name} is a Checkout`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("makes one page for one intent, however often it is asked", async (test) => {
      // A channel asks before each payment instead: one intent is paid once, by whichever link.
      if (harness.checkout.info.channel !== undefined) test.skip();
      const first = await harness.checkout.createPage(request(), signal());
      const second = await harness.checkout.createPage(request(), signal());
      expect(second.url).toBe(first.url);
      const other = await harness.checkout.createPage(request({ intentId: "pur_2" }), signal());
      expect(other.url).not.toBe(first.url);
    });

    it("does not change the price of an intent afterwards", async (test) => {
      if (harness.keepsTerms === false) test.skip();
      await harness.checkout.createPage(request(), signal());
      const cheaper = harness.checkout.createPage(request({ amountCents: 1 }), signal());
      await expect(cheaper).rejects.toMatchObject({ retryable: false });
    });

    it("tells of a payment exactly what was asked for", async () => {
      const event = verify(await paidNotice());
      expect(event).toMatchObject({
        provider: harness.checkout.info.provider,
        kind: "paid",
        intentId: "pur_1",
        amountCents: quote()?.amount ?? 2_999,
        currency: quote()?.currency ?? "USD",
        payee: "vixenbliss",
      });
      expect(event.eventId).toMatch(/.+/);
      expect(event.chargeId).toMatch(/.+/);
      expect(event.occurredAt).toBeInstanceOf(Date);
    });

    it("tells of a refund with the same charge and another event", async () => {
      const paid = verify(await paidNotice());
      const refunded = verify(await harness.refund("pur_1"));
      expect(refunded).toMatchObject({ kind: "refunded", chargeId: paid.chargeId, intentId: "pur_1" });
      expect(refunded.eventId).not.toBe(paid.eventId);
    });

    it("asks for a price in one currency, and never for less of it for more money", () => {
      const { checkout } = harness;
      if (!checkout.quote) return;
      const quotes = [50, 51, 999, 2_999, 14_999].map((cents) => checkout.quote?.(cents));
      expect(new Set(quotes.map((each) => each?.currency)).size).toBe(1);
      const amounts = quotes.map((each) => each?.amount ?? 0);
      expect(amounts.every((amount) => Number.isSafeInteger(amount) && amount > 0)).toBe(true);
      expect(amounts.toSorted((left, right) => left - right)).toEqual(amounts);
    });

    it("takes no notices at a webhook where its channel tells of payments", () => {
      if (harness.checkout.info.channel === undefined) return;
      expect(() => verify(harness.sign("{}", harness.now()))).toThrow(
        expect.objectContaining({ code: "unauthenticated" }),
      );
    });

    it("refuses an altered amount and a missing or borrowed signature", async (test) => {
      const notice = await paidNotice();
      if ("event" in notice) return test.skip();
      const altered = Buffer.from(notice.rawBody).toString().replace("2999", "2998");
      const other = harness.sign('{"other":true}', harness.now());
      for (const forged of [
        { ...notice, rawBody: Buffer.from(altered) },
        { ...notice, headers: {} },
        { ...notice, headers: other.headers },
      ]) {
        expect(() => verify(forged)).toThrow(expect.objectContaining({ code: "unauthenticated" }));
      }
    });

    it("refuses a notice signed too long ago, or in the future", async (test) => {
      const notice = await paidNotice();
      if ("event" in notice) return test.skip();
      const nowMs = harness.now().getTime();
      expect(verify(notice, nowMs + TOLERANCE_MS - 1_000)).toMatchObject({ kind: "paid" });
      for (const skewMs of [TOLERANCE_MS + 1_000, -TOLERANCE_MS - 1_000]) {
        expect(() => verify(notice, nowMs + skewMs)).toThrow(expect.objectContaining({ code: "unauthenticated" }));
      }
    });

    it("refuses a signed body it cannot read", (test) => {
      if (harness.checkout.info.channel !== undefined) test.skip();
      for (const body of ["", "null", "[]", "{}", '{"kind":"paid"}', "not json"]) {
        const notice = harness.sign(body, harness.now());
        expect(() => verify(notice), body).toThrow(expect.objectContaining({ code: "invalid_input" }));
      }
    });

    it("makes no page when it was called off before", async () => {
      await expect(harness.checkout.createPage(request(), AbortSignal.abort())).rejects.toMatchObject({
        retryable: true,
      });
    });
  });
}
