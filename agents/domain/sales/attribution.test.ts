import { expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import { ATTRIBUTION_WINDOW_DAYS, attribute } from "./attribution.ts";

const PAID = new Date("2026-11-24T12:00:00Z");
const touch = (id: string, daysBefore: number) => ({ id, touchedAt: new Date(PAID.getTime() - daysBefore * DAY_MS) });
const idsOf = (touches: readonly ReturnType<typeof touch>[], days?: number) => {
  const { first, last } = attribute(touches, PAID, days);
  return [first?.id ?? null, last?.id ?? null];
};

test("the first and the last touch within the window count, in whatever order they are told", () => {
  expect(idsOf([touch("b", 3), touch("a", 10), touch("c", 1)])).toEqual(["a", "c"]);
});

test("one touch is both, none is unknown", () => {
  expect(idsOf([touch("a", 2)])).toEqual(["a", "a"]);
  expect(idsOf([])).toEqual([null, null]);
});

test("what was longer ago, or came after the payment, counts for nothing", () => {
  expect(
    idsOf([touch("old", ATTRIBUTION_WINDOW_DAYS), touch("in", ATTRIBUTION_WINDOW_DAYS - 1), touch("late", -1)]),
  ).toEqual(["in", "in"]);
  expect(idsOf([touch("a", 5)], 5)).toEqual([null, null]);
});

test("two at one instant are told apart by their ids", () => {
  expect(idsOf([touch("y", 1), touch("x", 1)])).toEqual(["x", "y"]);
});
