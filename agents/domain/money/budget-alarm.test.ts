import { expect, test } from "vitest";
import { alarmOf } from "./budget-alarm.ts";

test("the highest step that is reached counts, and no ceiling rings none", () => {
  expect([0, 49, 50, 79, 80, 99, 100, 250].map((used) => alarmOf(used, 100))).toEqual([
    null,
    null,
    50,
    50,
    80,
    80,
    100,
    100,
  ]);
  expect(alarmOf(5, 0)).toBeNull();
});
