import { expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { entitledUntil, GRACE_MS, type SubscriptionFacts, subscriptionState } from "./subscription.ts";

const now = new Date("2026-11-24T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const paid: SubscriptionFacts = { paidUntil: inDays(10), canceledAt: null, stoppedAt: null };

test.each([
  ["paid", {}, "active"],
  ["never paid", { paidUntil: null }, "ended"],
  ["a renewal that is late", { paidUntil: inDays(-1) }, "grace"],
  ["a renewal that never came", { paidUntil: new Date(now.getTime() - GRACE_MS) }, "ended"],
  ["canceled, and paid for some days more", { canceledAt: inDays(-3) }, "canceled"],
  ["canceled, and the paid time is over", { canceledAt: inDays(-3), paidUntil: now }, "ended"],
  ["over, says the provider", { stoppedAt: now }, "ended"],
  ["over later, says the provider", { canceledAt: now, stoppedAt: inDays(2) }, "canceled"],
] as const)("%s", (_name, change, state) => {
  expect(subscriptionState({ ...paid, ...change }, now)).toBe(state);
});

test("a late renewal is waited for, a canceled one is not", () => {
  expect(entitledUntil(paid)).toEqual(inDays(13));
  expect(entitledUntil({ ...paid, canceledAt: now })).toEqual(inDays(10));
});
