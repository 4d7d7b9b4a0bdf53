import { expect, test } from "vitest";
import { profitAndLoss } from "./profit-and-loss.ts";

test("profit is net revenue less cost", () => {
  expect(profitAndLoss({ revenueMicros: 100_000_000, refundsMicros: 20_000_000, costMicros: 16_000_000 })).toEqual({
    revenueMicros: 100_000_000,
    refundsMicros: 20_000_000,
    costMicros: 16_000_000,
    netRevenueMicros: 80_000_000,
    profitMicros: 64_000_000,
    margin: 0.8,
    returnOnCost: 4,
  });
});

test("no ratio is made up where there is nothing to divide by", () => {
  expect(profitAndLoss({ revenueMicros: 0, refundsMicros: 0, costMicros: 0 })).toMatchObject({
    margin: null,
    returnOnCost: null,
  });
});
