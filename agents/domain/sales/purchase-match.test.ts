import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import {
  type ChargeFacts,
  matchPayment,
  type PaymentFacts,
  type PurchaseFacts,
  purchaseState,
  reversedCents,
} from "./purchase-match.ts";

const nothing: ChargeFacts = { paid: false, expired: false, disputed: false, disputeWon: false, refundedCents: 0 };
const purchase: PurchaseFacts = {
  provider: "sandbox",
  chargeId: null,
  amountCents: 2_999,
  currency: "USD",
  payee: "vixenbliss",
  charge: nothing,
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
  ["a cent less", {}, { amountCents: 2_998 }, "amount"],
  ["another currency", {}, { currency: "COP" }, "currency"],
  ["to someone else", {}, { payee: "mallory" }, "payee"],
  ["another provider", {}, { provider: "stripe" }, "provider"],
  ["another charge for a paid purchase", { chargeId: "ch_0" }, {}, "charge"],
  ["a payment without a charge", {}, { chargeId: "" }, "charge"],
  ["more given back than was paid", {}, { kind: "refunded", amountCents: 3_000 }, "amount"],
  ["nothing given back", {}, { kind: "refunded", amountCents: 0 }, "amount"],
  ["a dispute in another currency", {}, { kind: "disputed", currency: "EUR" }, "currency"],
] as const)("%s is refused by name", (_name, purchaseChange, eventChange, reason) => {
  expect(matchPayment({ ...purchase, ...purchaseChange }, { ...event, ...eventChange })).toEqual({
    apply: "refuse",
    reason,
  });
});

describe("a price that was asked for in another currency", () => {
  const asked: PurchaseFacts = { ...purchase, quote: { amount: 1_500, currency: "XTR" } };
  const stars: PaymentFacts = { ...event, amountCents: 1_500, currency: "XTR" };

  test("is paid by exactly that, and given back whole", () => {
    expect(matchPayment(asked, stars)).toEqual({ apply: "record", charge: { ...nothing, paid: true } });
    const paid = { ...asked, chargeId: "ch_1", charge: { ...nothing, paid: true } };
    expect(matchPayment(paid, { ...stars, kind: "refunded" })).toEqual({
      apply: "record",
      charge: { ...nothing, paid: true, refundedCents: 2_999 },
    });
    expect(matchPayment(paid, { ...stars, kind: "refunded", amountCents: 1 })).toMatchObject({
      charge: { refundedCents: 1 },
    });
  });

  test.each([
    ["one less", { amountCents: 1_499 }, "amount"],
    ["one more", { amountCents: 1_501 }, "amount"],
    ["the price itself", { amountCents: 2_999, currency: "USD" }, "currency"],
    ["as much of the price's currency", { currency: "USD" }, "currency"],
    ["more given back than was asked for", { kind: "refunded", amountCents: 1_501 }, "amount"],
  ] as const)("%s is refused by name", (_name, change, reason) => {
    expect(matchPayment(asked, { ...stars, ...change })).toEqual({ apply: "refuse", reason });
  });
});

test("what is known already changes nothing", () => {
  const paid = { ...purchase, chargeId: "ch_1", charge: { ...nothing, paid: true } };
  expect(matchPayment(paid, event)).toEqual({ apply: "nothing", reason: "already_known" });
  const refunded = { ...paid, charge: { ...paid.charge, refundedCents: 1_000 } };
  expect(matchPayment(refunded, { ...event, kind: "refunded", amountCents: 900 })).toMatchObject({ apply: "nothing" });
});

describe("the state follows from what is known", () => {
  test.each([
    ["nothing", {}, "pending", 0],
    ["paid", { paid: true }, "paid", 0],
    ["a page that expired and was paid late", { paid: true, expired: true }, "paid", 0],
    ["expired", { expired: true }, "expired", 0],
    ["a part given back", { paid: true, refundedCents: 1_000 }, "paid", 1_000],
    ["all given back", { paid: true, refundedCents: 2_999 }, "refunded", 2_999],
    ["given back before it was paid", { refundedCents: 2_999 }, "refunded", 0],
    ["disputed", { paid: true, disputed: true }, "disputed", 2_999],
    ["disputed, then a part given back", { paid: true, disputed: true, refundedCents: 1_000 }, "disputed", 2_999],
    ["a dispute that was won", { paid: true, disputed: true, disputeWon: true }, "paid", 0],
    ["won before it was disputed", { paid: true, disputeWon: true }, "paid", 0],
    [
      "a dispute won of what was given back in part",
      { paid: true, disputed: true, disputeWon: true, refundedCents: 1_000 },
      "paid",
      1_000,
    ],
    [
      "a dispute won of what was given back whole",
      { paid: true, disputed: true, disputeWon: true, refundedCents: 2_999 },
      "refunded",
      2_999,
    ],
  ] as const)("%s", (_name, facts, state, reversed) => {
    const charge = { ...nothing, ...facts };
    expect([purchaseState(charge, 2_999), reversedCents(charge, 2_999)]).toEqual([state, reversed]);
  });
});

test("events in any order, any number of times, end alike", () => {
  const random = seededRandom(8);
  const events: readonly PaymentFacts[] = [
    event,
    { ...event, kind: "expired", chargeId: "" },
    { ...event, kind: "refunded", amountCents: 500 },
    { ...event, kind: "refunded", amountCents: 1_500 },
    { ...event, kind: "disputed" },
    { ...event, kind: "dispute_won" },
  ];
  for (let round = 0; round < 200; round += 1) {
    const chosen = events.filter(() => random() < 0.6);
    const sent = [...chosen, ...chosen.filter(() => random() < 0.4)];
    const ends = [sent, shuffled(sent, random), shuffled(sent, random)].map((order) => {
      let charge = nothing;
      for (const next of order) {
        const decision = matchPayment({ ...purchase, charge }, next);
        if (decision.apply === "record") charge = decision.charge;
      }
      return charge;
    });
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  }
});

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}
