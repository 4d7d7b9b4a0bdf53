import { expect, test } from "vitest";
import { replyDueAt } from "./burst.ts";
import { windowClosesAt, windowCount } from "./reply-window.ts";

const at = new Date("2026-11-24T12:00:00Z");

test.each([
  ["instagram", false, "2026-11-25T12:00:00.000Z"],
  ["instagram", true, "2026-12-01T12:00:00.000Z"],
  ["tiktok", false, "2026-11-26T12:00:00.000Z"],
  ["unheard-of", false, "1970-01-01T00:00:00.000Z"],
])("%s, by a human %s: until %s", (platform, byHuman, expected) => {
  expect(windowClosesAt(platform, at, byHuman)?.toISOString()).toBe(expected);
});

test("telegram never closes; before any message instagram is closed", () => {
  expect(windowClosesAt("telegram", null, false)).toBeNull();
  expect(windowClosesAt("instagram", null, false)).toEqual(new Date(0));
});

test("a burst is answered 4 s after its last message, at most 12 s after its first", () => {
  const later = (ms: number) => new Date(at.getTime() + ms);
  expect(replyDueAt(at, later(1_000))).toEqual(later(5_000));
  expect(replyDueAt(at, later(11_000))).toEqual(later(12_000));
});

test.each([
  [0, { left: 10, free: 9 }],
  [8, { left: 2, free: 1 }],
  [9, { left: 1, free: 0 }],
  [10, { left: 0, free: 0 }],
  [14, { left: 0, free: 0 }],
])("tiktok takes ten messages until the fan writes again, the last of them kept: after %i", (sent, expected) => {
  expect(windowCount("tiktok", sent)).toEqual({ most: 10, ...expected });
});

test("elsewhere nobody counts", () => {
  for (const platform of ["instagram", "telegram", "unheard-of"]) expect(windowCount(platform, 99)).toBeNull();
});
