import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { describeCheckout } from "../../../agents/ports/conformance/checkout.ts";
import { CONTROL_HEADER } from "../../emulators/control-guard.ts";
import { signedAt } from "./payment-notice.ts";
import { createSandboxCheckout } from "./sandbox-checkout.ts";
import { createSandboxHarness } from "./testing/sandbox-harness.ts";

describeCheckout("The sandbox", async () => {
  const harness = await createSandboxHarness();
  return {
    checkout: harness.checkout,
    returnUrl: harness.returnUrl,
    now: () => harness.clock.now(),
    pay: async (pageUrl) => {
      await fetch(pageUrl, { method: "POST" });
      return harness.latestNotice();
    },
    refund: async (intentId) => {
      await harness.control.move(intentId, "refunded");
      return harness.latestNotice();
    },
    sign: harness.sign,
    close: harness.close,
  };
});

it("the signature is the documented one", () => {
  // HMAC-SHA256 over "1772998024.{...}", computed apart from this code.
  const body = Buffer.from('{"type":"creator.message.received"}');
  const header = "t=1772998024,v1=21f441d40ccf6c1df526ac8b9549aac48cca6a76777d9bf16b9cab99d7670da1";
  expect(signedAt("test_signing_secret", body, header)).toEqual(new Date(1_772_998_024_000));
  expect(signedAt("test_signing_secret", body, header.replace("t=1772998024", "t=1772998025"))).toBeNull();
});

describe("the sandbox provider", () => {
  let harness: Awaited<ReturnType<typeof createSandboxHarness>>;
  const signal = () => AbortSignal.timeout(5_000);
  const createPage = (change: Partial<CheckoutRequest> = {}) =>
    harness.checkout.createPage(
      {
        intentId: "pur_1",
        amountCents: 2_999,
        currency: "USD",
        description: "Deluxe set by Luna",
        payee: "vixenbliss:avt_1",
        returnUrl: harness.returnUrl,
        ...change,
      },
      signal(),
    );
  const pay = async () => fetch((await createPage()).url, { method: "POST", redirect: "manual" });
  const facts = () =>
    harness.received.flatMap(
      ({ rawBody, headers }) => harness.checkout.verify(rawBody, headers, harness.clock.now()) ?? [],
    );

  beforeEach(async () => {
    harness = await createSandboxHarness({ controlToken: "control" });
  });
  afterEach(() => harness.close());

  it("shows what is paid, in the reader's language, without letting text become markup", async () => {
    const { url } = await createPage({ description: "<script>alert(1)</script>" });
    const page = async (language: string) =>
      await (await fetch(url, { headers: { "accept-language": language } })).text();
    const english = await page("en-US,en");
    expect(english).toContain("Pay $29.99 of play money");
    expect(english).toContain("&lt;script&gt;");
    expect(english).not.toContain("<script>");
    expect(await page("es-CO,es;q=0.9")).toContain("Dinero de juego");
  });

  it("takes the payer back, and charges once however often the button is pressed", async () => {
    const answers = await Promise.all([pay(), pay(), pay()]);
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe(harness.returnUrl);
    }
    await harness.control.idle();
    expect(facts()).toHaveLength(1);
    expect(await (await fetch((await createPage()).url)).text()).toContain("This was paid");
  });

  it("repeats a notice until it is acknowledged, the same event each time", async () => {
    harness.replies.push(500, 503);
    await pay();
    await harness.control.idle();
    expect(new Set(facts().map((event) => event.eventId)).size).toBe(1);
    expect(facts()).toHaveLength(3);
  });

  it("tells what a script wants it to tell: twice, or a wrong amount", async () => {
    harness.control.planNotice({ copies: 2, change: { amountCents: 1 } });
    await pay();
    await harness.control.idle();
    expect(facts().map((event) => event.amountCents)).toEqual([1, 1]);
    expect(harness.control.payments()).toMatchObject([{ amountCents: 2_999, state: "paid" }]);
  });

  it("moves only forwards: an expired page is not paid, an open one not refunded", async () => {
    await createPage();
    await expect(harness.control.move("pur_1", "refunded")).rejects.toMatchObject({ code: "conflict" });
    await harness.control.move("pur_1", "expired");
    expect(facts()).toMatchObject([{ kind: "expired", chargeId: "" }]);
    expect((await pay()).status).toBe(303);
    expect(harness.control.payments()).toMatchObject([{ state: "expired", chargeId: null }]);
    await expect(harness.control.move("pur_none", "paid")).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuses a wrong key, odd requests and prices without sense", async () => {
    const { baseUrl, ...shared } = { ...harness.secrets, baseUrl: () => harness.provider.url };
    const stranger = createSandboxCheckout({ ...shared, apiKey: "guess", baseUrl });
    const request = { intentId: "x", amountCents: 100, currency: "USD", description: "x", payee: "x" } as const;
    await expect(stranger.createPage({ ...request, returnUrl: harness.returnUrl }, signal())).rejects.toMatchObject({
      code: "not_configured",
    });
    await expect(createPage({ amountCents: 0 })).rejects.toMatchObject({ code: "provider_refused" });
    await expect(createPage({ amountCents: 29.99 })).rejects.toMatchObject({ code: "provider_refused" });
    await harness.provider.close();
    await expect(createPage()).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  it("takes a monthly payment until it is canceled, and gives parts back once a key", async () => {
    await fetch((await createPage({ recurring: "month" })).url, { method: "POST", redirect: "manual" });
    await harness.control.recur("pur_1", "renewed");
    const [paid, renewed] = facts();
    const periodEnd = new Date(harness.clock.now().getTime() + 30 * 86_400_000);
    expect(paid).toMatchObject({ kind: "paid", periodEnd, subscriptionId: renewed?.subscriptionId });
    expect(renewed).toMatchObject({ kind: "renewed", periodEnd: new Date(periodEnd.getTime() + 30 * 86_400_000) });
    expect(renewed?.chargeId).not.toBe(paid?.chargeId);
    for (let press = 0; press < 2; press += 1) {
      await harness.checkout.cancel?.(toCancel(paid?.subscriptionId), signal());
      const refund = { intentId: "pur_1", chargeId: paid?.chargeId ?? "", amountCents: 1_000, idempotencyKey: "once" };
      await harness.checkout.refund?.(refund, signal());
    }
    expect(facts().slice(2)).toMatchObject([
      { kind: "canceled", chargeId: "" },
      { kind: "refunded", amountCents: 1_000, chargeId: paid?.chargeId },
    ]);
  });

  it("takes nothing on a page that was open too long", async () => {
    const expiresAt = new Date(harness.clock.now().getTime() + 1_000);
    const { url } = await createPage({ expiresAt });
    harness.clock.advance(1_000);
    await fetch(url, { method: "POST", redirect: "manual" });
    expect(facts()).toMatchObject([{ kind: "expired", chargeId: "" }]);
  });

  it("is controlled over HTTP only with the token", async () => {
    await createPage();
    const refund = (token: string) =>
      fetch(`${harness.provider.url}/_control/payments/pur_1/paid`, {
        method: "POST",
        headers: { [CONTROL_HEADER]: token },
      });
    expect((await refund("guess")).status).toBe(403);
    expect((await refund("control")).status).toBe(200);
    expect(facts()).toMatchObject([{ kind: "paid" }]);
  });
});

it("remembers payments and undelivered notices across a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const journalPath = join(folder, "payments.jsonl");
  const first = await createSandboxHarness({ journalPath, retryDelaysMs: [60_000] });
  const request = {
    intentId: "pur_1",
    amountCents: 500,
    currency: "USD",
    description: "Starter set",
    payee: "vixenbliss",
    returnUrl: first.returnUrl,
  } as const;
  const page = await first.checkout.createPage(request, AbortSignal.timeout(5_000));
  first.replies.push(503);
  await fetch(page.url, { method: "POST", redirect: "manual" });
  await first.close();
  const second = await createSandboxHarness({ journalPath });
  await second.control.idle();
  const [notice] = second.received;
  expect(notice?.rawBody.toString()).toBe(first.received[0]?.rawBody.toString());
  expect(second.control.payments()).toMatchObject([{ intentId: "pur_1", state: "paid" }]);
  await second.close();
  rmSync(folder, { recursive: true });
});

const toCancel = (subscriptionId: string | null | undefined) => ({
  ...{ subscriptionId: subscriptionId ?? "", chargeId: "", payee: "vixenbliss" },
  now: new Date("2026-11-26T12:00:00Z"),
});
