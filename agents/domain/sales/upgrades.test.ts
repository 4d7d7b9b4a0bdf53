import { expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { type StepPurchase, stepUpgrades } from "./upgrades.ts";

const bought = (fanId: string, step: string, day: number, usd: number): StepPurchase => ({
  fanId,
  step,
  paidAt: new Date(day * DAY_MS),
  amountMicros: usd * 1_000_000,
});

test("three buyers of a starter, two of whom came back, worked by hand", () => {
  const [starter, deluxe] = stepUpgrades([
    bought("ann", "starter", 0, 29.99),
    bought("ann", "deluxe", 4, 59.99),
    bought("ann", "deluxe", 9, 59.99),
    bought("bob", "starter", 1, 29.99),
    bought("bob", "deluxe", 3, 49.99),
    bought("cas", "starter", 2, 29.99),
    // The dearer pack first is no upgrade.
    bought("dan", "deluxe", 1, 59.99),
    bought("dan", "starter", 5, 29.99),
  ]);
  // ann after 4 days, bob after 2: 3 on average; 59.99 + 49.99 = 109.98; 2 of 4 buyers of a starter
  expect(starter).toEqual({
    from: "starter",
    to: "deluxe",
    buyers: 4,
    upgraded: 2,
    rate: 0.5,
    meanMs: 3 * DAY_MS,
    revenueMicros: 109_980_000,
  });
  expect(deluxe).toMatchObject({ from: "deluxe", to: "ultimate", buyers: 3, upgraded: 0, rate: 0, meanMs: null });
});

test("nobody bought: no rate is made up", () => {
  expect(stepUpgrades([])[0]).toMatchObject({ buyers: 0, rate: null, meanMs: null, revenueMicros: 0 });
});
