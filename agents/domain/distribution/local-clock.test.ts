import { expect, test } from "vitest";
import { dayName, dayNumber, localClock, minuteOf, momentAt } from "./local-clock.ts";

const local = (text: string) => Date.parse(`${text}Z`) / 60_000;
const momentOf = (zone: string, text: string) => {
  const minute = localClock(zone).momentOf(local(text));
  return minute === null ? null : momentAt(minute).toISOString().slice(0, 16);
};

test.each([
  ["Europe/Madrid", "2026-07-01T12:00", "2026-07-01T10:00"],
  ["Europe/Madrid", "2026-03-29T02:30", null],
  ["Europe/Madrid", "2026-03-29T03:00", "2026-03-29T01:00"],
  ["Europe/Madrid", "2026-10-25T02:30", "2026-10-25T00:30"],
  ["Europe/Madrid", "2026-10-25T03:00", "2026-10-25T02:00"],
  ["America/New_York", "2026-03-08T02:00", null],
  ["Australia/Lord_Howe", "2026-10-04T02:15", null],
  ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"],
  ["Asia/Kolkata", "2026-01-01T00:00", "2025-12-31T18:30"],
  ["Pacific/Kiritimati", "2026-01-01T00:00", "2025-12-31T10:00"],
  ["Pacific/Apia", "2011-12-30T12:00", null],
  ["Not/AZone", "2026-01-01T00:00", "2026-01-01T00:00"],
])("in %s the clock shows %s first at %s", (zone, shown, moment) => {
  expect(momentOf(zone, shown)).toBe(moment);
});

test("the offset changes at the very minute", () => {
  const clock = localClock("America/New_York");
  const change = minuteOf(new Date("2026-11-01T06:00:00Z"));
  expect([clock.offsetAt(change - 1), clock.offsetAt(change)]).toEqual([-240, -300]);
});

test("days have numbers and names", () => {
  expect(dayName(dayNumber("2026-12-24"))).toBe("2026-12-24");
  expect(() => dayNumber("2026-02-30")).toThrow(RangeError);
  expect(localClock("Asia/Kolkata").dayOf(minuteOf(new Date("2026-12-31T18:30:00Z")))).toBe(dayNumber("2027-01-01"));
});
