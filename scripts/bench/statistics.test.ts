import { expect, test } from "vitest";
import { median, percentile } from "./statistics.ts";

test("the median is the middle, the 99th percentile what one of a hundred exceeds", () => {
  const values = Array.from({ length: 100 }, (_, index) => 99 - index);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 0.5)).toBe(50);
  expect(() => median([])).toThrow("no values");
});
