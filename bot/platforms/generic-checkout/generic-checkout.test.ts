import { expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import type { CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { describeCheckout, type SignedNotice } from "../../../agents/ports/conformance/checkout.ts";
import { signNotice } from "../sandbox-checkout/payment-notice.ts";
import { createGenericCheckout, GENERIC_SIGNATURE_HEADER, signPage } from "./generic-checkout.ts";

const secret = "a-secret-that-is-shared-with-the-page";
const pageUrl =
  "https://pay.example.com/start?ref={intent}&cents={amount}&cur={currency}&to={payee}&back={return}&sig={signature}";
const options = { provider: "ccbill", pageUrl, secret };

/** The operator's page: takes the terms from the address, and tells by a signed notice. */
function createHarness() {
  const clock = new ManualClock();
  const paid = new Map<string, object>();
  let notices = 0;
  const sign = (body: string, at: Date): SignedNotice => ({
    rawBody: Buffer.from(body),
    headers: { [GENERIC_SIGNATURE_HEADER]: signNotice(secret, body, at) },
  });
  const tell = (kind: string, facts: object) => {
    notices += 1;
    const occurredAt = clock.now().toISOString();
    return sign(JSON.stringify({ id: `evt_${notices}`, kind, ...facts, occurredAt }), clock.now());
  };
  return {
    checkout: createGenericCheckout(options),
    returnUrl: "https://shop.example.com/g/token",
    keepsTerms: false,
    now: () => clock.now(),
    pay: async (address: string) => {
      const asked = new URL(address).searchParams;
      const intentId = asked.get("ref") ?? "";
      const facts = {
        intentId,
        chargeId: `ch_${intentId}`,
        amountCents: Number(asked.get("cents")),
        currency: asked.get("cur"),
        payee: asked.get("to"),
      };
      paid.set(intentId, facts);
      return tell("paid", facts);
    },
    refund: async (intentId: string) => tell("refunded", paid.get(intentId) ?? {}),
    sign,
    close: async () => undefined,
  };
}

describeCheckout("A checkout of one's own", async () => createHarness());

it("signs the terms in the page's address, and writes everything else into it safely", async () => {
  const request: CheckoutRequest = {
    intentId: "pur_1",
    amountCents: 2_999,
    currency: "USD",
    description: "x",
    payee: "vixenbliss:avt_1",
    returnUrl: "https://shop.example.com/g/token?a=1&b=2",
  };
  const { url } = await createGenericCheckout(options).createPage(request, AbortSignal.timeout(1_000));
  const asked = new URL(url).searchParams;
  expect(asked.get("back")).toBe(request.returnUrl);
  expect(asked.get("sig")).toBe(signPage(secret, request));
  expect(signPage(secret, { ...request, amountCents: 1 })).not.toBe(asked.get("sig"));
});
