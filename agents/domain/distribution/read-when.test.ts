import { expect, test } from "vitest";
import { knownZone } from "../../kernel/time-zone.ts";
import { momentOf, spokenTime, startOfDay } from "./local-clock.ts";
import { readWhen } from "./read-when.ts";

const MADRID = "Europe/Madrid";
const NOW = new Date("2026-11-27T10:00:00Z");
const POST = new Date("2026-11-28T17:00:00Z");

test.each([
  ["2026-12-02 18:00", "2026-12-02T17:00:00.000Z"],
  ["2026-07-02 18:00", "2026-07-02T16:00:00.000Z"],
  ["tomorrow 9:05", "2026-11-28T08:05:00.000Z"],
  ["mañana 18:00", "2026-11-28T17:00:00.000Z"],
  ["18:00", "2026-11-27T17:00:00.000Z"],
  ["tomorrow at 18:00", "2026-11-28T17:00:00.000Z"],
  ["viernes 18:00", "2026-12-04T17:00:00.000Z"],
  ["sat 18:00", "2026-11-28T17:00:00.000Z"],
  ["+2h", "2026-11-28T19:00:00.000Z"],
  ["-90m", "2026-11-28T15:30:00.000Z"],
  ["+1d", "2026-11-29T17:00:00.000Z"],
])("%s is read in Madrid", (text, at) => {
  expect(readWhen(text, MADRID, NOW, POST)).toEqual({ at: new Date(at) });
});

test.each(["", "later", "25:00", "tomorrow 18", "2026-02-30 10:00", "+2 weeks", "18:61"])("%j is no time", (text) => {
  expect(readWhen(text, MADRID, NOW, POST)).toEqual({ problem: "not_a_time" });
});

test("an hour that clocks are put forward over is none; the next is named", () => {
  expect(readWhen("2026-03-29 02:30", MADRID, NOW, POST)).toEqual({
    problem: "left_out",
    day: "2026-03-29",
    next: new Date("2026-03-29T01:00:00Z"),
  });
});

test("of an hour that comes twice the first is meant", () => {
  expect(momentOf(MADRID, { day: "2026-10-25", hour: 2, minute: 30 })).toEqual(new Date("2026-10-25T00:30:00Z"));
  expect(spokenTime(MADRID, new Date("2026-10-25T01:30:00Z"))).toBe("2026-10-25 02:30");
});

test.each(["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])(
  "the hours of a year in %s is there and back again, but for those left out",
  (timeZone) => {
    let leftOut = 0;
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 90 * 60_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      const wall = { day, hour: new Date(ms).getUTCHours(), minute: new Date(ms).getUTCMinutes() };
      const at = momentOf(timeZone, wall);
      if (!at) leftOut += 1;
      else expect(spokenTime(timeZone, at)).toBe(new Date(ms).toISOString().slice(0, 16).replace("T", " "));
    }
    expect(leftOut).toBeLessThanOrEqual(2);
  },
);

test("a day that has no midnight begins with its first hour", () => {
  expect(startOfDay("America/Santiago", "2026-09-06")).toEqual(new Date("2026-09-06T04:00:00Z"));
});

test("zones are known by name", () => {
  expect([knownZone("europe/madrid"), knownZone("Mars/Base")]).toEqual(["Europe/Madrid", null]);
});
