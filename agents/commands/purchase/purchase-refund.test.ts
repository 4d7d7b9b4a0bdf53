import { afterAll, beforeAll, expect, test } from "vitest";
import { refundNow } from "../checkout/refund-now.ts";
import { createShop, type Shop } from "../checkout/testing/shop.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { purchaseRefund } from "./purchase-refund.ts";

let shop: Shop;
const commands = [purchaseRefund, runApprove(() => createRegistry([purchaseRefund]))];

beforeAll(async () => {
  shop = await createShop();
});
afterAll(() => shop.close());

/** Paid on the provider's own page; its notice is taken in as the webhook does. */
async function bought() {
  const fan = await shop.fan();
  const made = await shop.offer(fan, "29.99", await shop.pack("29.99"));
  const { url } = await shop.checkout(made.token);
  await fetch(url, { method: "POST", redirect: "manual" });
  await takeNotice();
  return await shop.prisma.purchase.findFirstOrThrow({ where: { offerId: made.id } });
}

async function takeNotice(): Promise<void> {
  await shop.sandbox.control.idle();
  const { rawBody, headers } = shop.sandbox.latestNotice();
  const event = shop.sandbox.checkout.verify(rawBody, headers, shop.sandbox.clock.now());
  if (event) await shop.tell(event);
}

test("an owner gives a payment back: the provider is asked once, and its notice closes the gallery", async () => {
  const purchase = await bought();
  expect(purchase).toMatchObject({ state: "paid" });
  const waiting = await shop.setting.run(commands, "purchase.refund", { purchase: purchase.id });
  if (waiting.state !== "waiting") throw new Error(JSON.stringify(waiting));
  expect(await shop.setting.run(commands, "run.approve", { id: waiting.runCardId })).toMatchObject({ state: "done" });
  for (let attempt = 0; attempt < 2; attempt += 1)
    await refundNow(shop.context, purchase.id, AbortSignal.timeout(5_000));
  await takeNotice();
  expect(await shop.prisma.purchase.findUnique({ where: { id: purchase.id } })).toMatchObject({
    state: "refunded",
    unlockedAt: null,
    refundDueReason: null,
  });
  expect(shop.sandbox.received).toHaveLength(2);
  expect(await shop.setting.run(commands, "purchase.refund", { purchase: purchase.id })).toMatchObject({
    problem: { code: "conflict" },
  });
});

test("a manager alone may not", async () => {
  const purchase = await bought();
  expect(
    await shop.setting.run(commands, "purchase.refund", { purchase: purchase.id }, { role: "manager" }),
  ).toMatchObject({ problem: { code: "forbidden" } });
});
