import { expect, test } from "vitest";
import { matchPayment, type PaymentFacts, type PurchaseFacts } from "./purchase-match.ts";

const purchase: PurchaseFacts = {
  provider: "sandbox",
  state: "pending",
  chargeId: null,
  amountCents: 2_999,
  currency: "USD",
  payee: "vixenbliss",
};
const event: PaymentFacts = {
  kind: "paid",
  provider: "sandbox",
  chargeId: "ch_1",
  amountCents: 2_999,
  currency: "USD",
  payee: "vixenbliss",
};

test.each([
  ["a matching payment settles", {}, {}, { apply: "settle" }],
  ["repeated", { state: "paid", chargeId: "ch_1" }, {}, { apply: "nothing", reason: "already_settled" }],
  [
    "another charge for a paid purchase",
    { state: "paid", chargeId: "ch_0" },
    {},
    { apply: "refuse", reason: "charge" },
  ],
  ["a cent less", {}, { amountCents: 2_998 }, { apply: "refuse", reason: "amount" }],
  ["another currency", {}, { currency: "COP" }, { apply: "refuse", reason: "currency" }],
  ["to someone else", {}, { payee: "mallory" }, { apply: "refuse", reason: "payee" }],
  ["another provider", {}, { provider: "stripe" }, { apply: "refuse", reason: "provider" }],
  ["refunded before it was paid", {}, { kind: "refunded" }, { apply: "refund" }],
  ["paid after the refund", { state: "refunded", chargeId: "ch_1" }, {}, { apply: "refuse", reason: "after_refund" }],
  [
    "refund twice",
    { state: "refunded", chargeId: "ch_1" },
    { kind: "refunded" },
    { apply: "nothing", reason: "already_ended" },
  ],
  [
    "expiry of a paid one",
    { state: "paid", chargeId: "ch_1" },
    { kind: "expired" },
    { apply: "nothing", reason: "already_ended" },
  ],
  ["late payment of an expired page is honoured", { state: "expired" }, {}, { apply: "settle" }],
] as const)("%s", (_name, purchaseChange, eventChange, expected) => {
  expect(matchPayment({ ...purchase, ...purchaseChange }, { ...event, ...eventChange })).toEqual(expected);
});
