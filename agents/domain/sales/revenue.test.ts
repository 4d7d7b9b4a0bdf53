import { expect, test } from "vitest";
import { arpuMicros, churnRate, conversionRate, growthRate, lifetimeValueMicros, monthsFromChurn } from "./revenue.ts";

test("three payers of 29.99, 59.99 and 29.99 bring 39.99 each", () => {
  // 29.99 + 59.99 + 29.99 = 119.97; / 3 = 39.99
  expect(arpuMicros(119_970_000, 3)).toBe(39_990_000);
  expect(arpuMicros(10_000_000, 3)).toBe(3_333_333);
  expect(arpuMicros(0, 0)).toBeNull();
});

test("life-time value by layer: 3, 6 and 12 months, or what was measured", () => {
  expect(lifetimeValueMicros(9_990_000, "subscription")).toBe(29_970_000);
  expect(lifetimeValueMicros(39_990_000, "pack")).toBe(239_940_000);
  expect(lifetimeValueMicros(199_000_000, "custom")).toBe(2_388_000_000);
  expect(lifetimeValueMicros(9_990_000, "subscription", 4.5)).toBe(44_955_000);
});

test("growth is relative to before, and unknown after nothing", () => {
  expect(growthRate(150, 100)).toBe(0.5);
  expect(growthRate(75, 100)).toBe(-0.25);
  expect(growthRate(75, 0)).toBeNull();
});

test("conversion counts shown offers only", () => {
  // 5 paid of 20 shown
  expect(conversionRate(5, 20)).toBe(0.25);
  expect(conversionRate(0, 0)).toBeNull();
});

test("churn is of those who were there, and says how long a subscriber stays", () => {
  expect(churnRate(5, 20)).toBe(0.25);
  expect(churnRate(0, 0)).toBeNull();
  expect(churnRate(3, 2)).toBe(1);
  expect(monthsFromChurn(0.25, 30)).toBe(4);
  // A quarter within 90 days is a twelfth a month.
  expect(monthsFromChurn(0.25, 90)).toBe(12);
  expect(monthsFromChurn(0, 30)).toBeUndefined();
  expect(lifetimeValueMicros(9_990_000, "subscription", monthsFromChurn(0, 30))).toBe(29_970_000);
});
