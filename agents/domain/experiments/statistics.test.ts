// Reference values: worked by hand where said, else scipy 1.x (norm, chi2_contingency without correction), math.erf.
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { alwaysValidInterval, excludesZero } from "./always-valid-interval.ts";
import { erf } from "./error-function.ts";
import { plannedSampleSize } from "./sample-size.ts";
import { testProportions } from "./two-proportion-test.ts";

describe("the error function", () => {
  test.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [1.3859292911256331, 0.9500042097035591],
    [2.5, 0.999593047982555],
    [3.7, 0.9999998328489421],
    [5.5, 0.9999999999999927],
    [40, 1],
  ])("of %f is %f, and odd", (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 12);
    expect(erf(-x)).toBeCloseTo(-expected, 12);
  });
});

describe("the planned sample", () => {
  test.each([
    // scipy: 434.43, 685.60, 355.94
    [0.05, 0.05, 435],
    [0.1, 0.05, 686],
    [0.3, 0.1, 356],
    // 19.4 by the formula: never fewer than thirty
    [0.5, 0.4, 30],
  ])("from %f by %f is %i a variant", (baselineRate, minimalEffect, expected) => {
    expect(plannedSampleSize({ baselineRate, minimalEffect })).toBe(expected);
  });

  test("rates outside of (0, 1) are refused", () => {
    expect(() => plannedSampleSize({ baselineRate: 0.7, minimalEffect: 0.3 })).toThrow(RangeError);
    expect(() => plannedSampleSize({ baselineRate: 0.1, minimalEffect: 0 })).toThrow(RangeError);
  });
});

describe("the two-proportion test", () => {
  test("10 of 100 against 25 of 100, by hand", () => {
    // pooled .175; variance .175 * .825 * .02 = .0028875; z = .15 / .0537355 = 2.7914526
    const result = testProportions({ successes: 10, trials: 100 }, { successes: 25, trials: 100 });
    expect(result.z).toBeCloseTo(2.7914526311954124, 6);
    expect(result.confidence).toBeCloseTo(0.9947527962608843, 6);
  });

  test.each([
    [50, 1000, 65, 1000, 1.440793230951582, 0.8503568936296315],
    [20, 200, 22, 210, 0.1589456783932105, 0.1262883280336728],
  ])("%i of %i against %i of %i", (first, firstOf, second, secondOf, z, confidence) => {
    const result = testProportions({ successes: first, trials: firstOf }, { successes: second, trials: secondOf });
    expect(result.z).toBeCloseTo(z, 6);
    expect(result.confidence).toBeCloseTo(confidence, 6);
  });

  test("nobody asked, nobody or everybody converted: no confidence at all", () => {
    for (const [successes, trials] of [
      [0, 0],
      [0, 40],
      [40, 40],
    ] as const) {
      expect(testProportions({ successes, trials }, { successes, trials })).toMatchObject({ z: 0, confidence: 0 });
    }
  });
});

/** Shares of runs in which each test ever said "different", looking after every fan. */
function alarms(rates: readonly [number, number], runs: number, pairs: number, effect: number) {
  const random = seededRandom(20_261_126);
  let interval = 0;
  let fixed = 0;
  for (let run = 0; run < runs; run += 1) {
    const counts = [0, 0];
    let [byInterval, byTest] = [false, false];
    for (let fan = 0; fan < 2 * pairs && !byInterval; fan += 1) {
      const side = fan % 2;
      if (random() < (rates[side] ?? 0)) counts[side] = (counts[side] ?? 0) + 1;
      const first = { successes: counts[0] ?? 0, trials: Math.ceil((fan + 1) / 2) };
      const second = { successes: counts[1] ?? 0, trials: Math.floor((fan + 1) / 2) };
      byInterval = excludesZero(alwaysValidInterval(first, second, effect));
      byTest ||= second.trials >= 30 && testProportions(first, second).confidence >= 0.95;
    }
    if (byInterval) interval += 1;
    if (byTest) fixed += 1;
  }
  return { interval: interval / runs, fixed: fixed / runs };
}

describe("the always-valid interval", () => {
  test.each([0.03, 0.1, 0.4])(
    "at most one false alarm in twenty with no difference at %f, though looked at after every fan",
    (rate) => {
      const { interval, fixed } = alarms([rate, rate], 2_000, 600, 0.05);
      expect(interval).toBeLessThanOrEqual(0.05);
      // What the z-test alone would do to an operator who peeks.
      expect(fixed).toBeGreaterThan(0.15);
    },
    60_000,
  );

  test("finds a real difference", () => {
    expect(alarms([0.1, 0.2], 200, 1_500, 0.05).interval).toBeGreaterThan(0.95);
  });

  test("says nothing below thirty a variant, and holds the difference", () => {
    const few = { successes: 0, trials: 29 };
    expect(alwaysValidInterval(few, { successes: 29, trials: 29 }, 0.05)).toEqual({ low: -1, high: 1 });
    const { low, high } = alwaysValidInterval({ successes: 50, trials: 1000 }, { successes: 80, trials: 1000 }, 0.05);
    expect(low).toBeLessThan(0.03);
    expect(high).toBeGreaterThan(0.03);
    expect((low + high) / 2).toBeCloseTo(0.03, 10);
  });
});
