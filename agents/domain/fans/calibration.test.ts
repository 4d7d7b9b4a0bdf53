import { expect, test } from "vitest";
import { calibrate, type Forecast } from "./calibration.ts";

const forecast = (chance: number, converted: boolean): Forecast => ({ chance, converted });

test("five forecasts worked by hand", () => {
  // Brier: (.1-0)^2 + (.1-0)^2 + (.8-1)^2 + (.8-0)^2 + (.9-1)^2 = .01 + .01 + .04 + .64 + .01 = .71; / 5 = .142
  // base rate 2/5: .4 * .6 = .24; skill 1 - .142/.24 = .408333
  // bins: .1: 2, mean .1, observed 0; .8: 2, mean .8, observed .5; .9: 1, mean .9, observed 1
  // calibration error: 2/5 * .1 + 2/5 * .3 + 1/5 * .1 = .18
  const found = calibrate([
    forecast(0.1, false),
    forecast(0.1, false),
    forecast(0.8, true),
    forecast(0.8, false),
    forecast(0.9, true),
  ]);
  expect(found).toMatchObject({ forecasts: 5, converted: 2 });
  expect(found.brier).toBeCloseTo(0.142, 12);
  expect(found.brierOfBaseRate).toBeCloseTo(0.24, 12);
  expect(found.skill).toBeCloseTo(1 - 0.142 / 0.24, 12);
  expect(found.calibrationError).toBeCloseTo(0.18, 12);
  expect(found.bins.map(({ from, count, observed }) => [from, count, observed])).toEqual([
    [0.1, 2, 0],
    [0.8, 2, 0.5],
    [0.9, 1, 1],
  ]);
});

test("certainty belongs to the last bin, and a coin scores a quarter", () => {
  expect(calibrate([forecast(1, true)]).bins).toEqual([{ from: 0.9, to: 1, count: 1, meanChance: 1, observed: 1 }]);
  expect(calibrate([forecast(0.5, true), forecast(0.5, false)]).brier).toBe(0.25);
});

test("nothing foretold is nothing known, and where all bought there is no average to beat", () => {
  expect(calibrate([])).toMatchObject({ brier: null, skill: null, calibrationError: null, bins: [] });
  expect(calibrate([forecast(0.7, true)]).skill).toBeNull();
});
