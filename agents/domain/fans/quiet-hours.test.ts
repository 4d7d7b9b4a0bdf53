import { expect, test } from "vitest";
import { isQuiet, quietEndsAt, zoneOf } from "./quiet-hours.ts";

const NIGHT = { from: 21, to: 9 };
const at = (time: string) => new Date(time);

test("the night is the fan's: by country where one clock is known, else by the avatar's", () => {
  expect(zoneOf("es", "America/New_York")).toBe("Europe/Madrid");
  expect(zoneOf("US", "America/New_York")).toBe("America/New_York");
  expect(zoneOf(null, "Europe/Lisbon")).toBe("Europe/Lisbon");
  expect(isQuiet(NIGHT, "Europe/Madrid", at("2026-11-24T19:59:59Z"))).toBe(false);
  expect(isQuiet(NIGHT, "Europe/Madrid", at("2026-11-24T20:00:00Z"))).toBe(true);
  expect(isQuiet(NIGHT, "Europe/Madrid", at("2026-11-25T08:00:00Z"))).toBe(false);
});

test("it ends in the morning, also over a change of the clocks and in zones of half hours", () => {
  expect(quietEndsAt(NIGHT, "Europe/Madrid", at("2026-03-28T23:10:00Z"))).toEqual(at("2026-03-29T07:00:00Z"));
  expect(quietEndsAt(NIGHT, "Asia/Kolkata", at("2026-11-24T18:00:00Z"))).toEqual(at("2026-11-25T03:30:00Z"));
  const noon = at("2026-11-24T12:00:00Z");
  expect(quietEndsAt(NIGHT, "Europe/Madrid", noon)).toEqual(noon);
});

test("the same hour twice means no night; an unknown zone is taken for UTC", () => {
  expect(isQuiet({ from: 9, to: 9 }, "UTC", at("2026-11-24T09:30:00Z"))).toBe(false);
  expect(isQuiet({ from: 1, to: 3 }, "Nowhere/Land", at("2026-11-24T02:00:00Z"))).toBe(true);
});
