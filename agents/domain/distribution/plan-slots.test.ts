// The scheduler keeps every limit, spreads evenly and says what it could not place; the wide trial is `prove calendar`.
import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../kernel/random.ts";
import { planSlots } from "./plan-slots.ts";
import { priorHours } from "./posting-habits.ts";
import { isQuietDay } from "./quiet-day.ts";
import type { SlotAccount, SlotPlan, SlotRequest } from "./slot-plan.ts";

const LONG_AGO = new Date("2025-01-01T00:00:00Z");
const HOUR_MS = 3_600_000;

function account(change: Partial<SlotAccount> = {}): SlotAccount {
  const platform = change.platform ?? "instagram";
  return {
    id: quietFree("2026-12-01", 14),
    platform,
    timeZone: "Europe/Madrid",
    connectedAt: LONG_AGO,
    hours: priorHours(platform),
    taken: [],
    quiet: [],
    ...change,
  };
}

/** An id of an account without quiet days, so that a test counts what it means to. */
function quietFree(from: string, days: number): string {
  const names = Array.from({ length: days }, (_, index) =>
    new Date(Date.parse(from) + index * 24 * HOUR_MS).toISOString().slice(0, 10),
  );
  for (let number = 0; ; number += 1) {
    const id = `acc_${number}`;
    if (!names.some((name) => isQuietDay(id, name))) return id;
  }
}

function plan(change: Partial<SlotRequest> = {}, random: Random = seededRandom(1)): SlotPlan {
  return planSlots({
    account: account(),
    from: new Date("2026-11-30T23:00:00Z"),
    until: new Date("2026-12-07T23:00:00Z"),
    wanted: 7,
    random,
    ...change,
  });
}

function onlyHour(hour: number): number[] {
  return Array.from({ length: 24 }, (_, each) => (each === hour ? 1 : 0));
}

test("a week of seven posts has one a day, in a good hour of the audience", () => {
  const { slots, missing } = plan();
  expect(missing).toBe(0);
  expect(slots.map(({ localDay }) => localDay)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-12-0${day}`));
  for (const { at, localHour } of slots) {
    expect([13, 14, 15, 17, 18, 19]).toContain(localHour);
    const local = at.getUTCHours() * 60 + 60 + at.getUTCMinutes();
    expect(Math.abs(local - localHour * 60)).toBeLessThanOrEqual(30);
  }
});

test("fewer posts than days stand evenly apart", () => {
  expect(plan({ wanted: 3 }).slots.map(({ localDay }) => localDay)).toEqual(["2026-12-02", "2026-12-04", "2026-12-06"]);
});

test("days that have posts already are filled last", () => {
  const taken = [1, 2, 3].map((day) => new Date(`2026-12-0${day}T12:00:00Z`));
  const { slots } = plan({ account: account({ taken }), wanted: 4 });
  expect(slots.map(({ localDay }) => localDay)).toEqual(["2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07"]);
});

test("a post keeps its distance from what is taken, before and behind", () => {
  const taken = [new Date("2026-12-01T11:00:00Z"), new Date("2026-12-01T19:30:00Z")];
  const { slots } = plan({ account: account({ taken }), until: new Date("2026-12-01T23:00:00Z"), wanted: 1 });
  // Madrid 12:00 and 20:30 with gaps of 4 hours leave 16:00 to 16:30, where 17 is spread from.
  expect(slots).toHaveLength(1);
  expect(slots[0]?.localHour).toBe(17);
});

test("what finds no place is missing, and the limits are told by the day", () => {
  const { slots, missing, limits } = plan({ wanted: 30 });
  expect(slots).toHaveLength(14);
  expect(missing).toBe(16);
  expect(limits).toEqual({ gap: 7 });
});

test("quiet stretches stay empty, both ends included", () => {
  const quiet = [{ from: "2026-12-03", to: "2026-12-05", reason: "away" }];
  const { slots, limits } = plan({ account: account({ quiet }) });
  expect(limits.quiet_stretch).toBe(3);
  expect(slots.filter(({ localDay }) => localDay >= "2026-12-03" && localDay <= "2026-12-05")).toEqual([]);
});

test("about one day in ten is quiet, and the same one however the plan is made", () => {
  const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
  const share = (id: string) => days.filter((day) => isQuietDay(id, day)).length / days.length;
  const shares = Array.from({ length: 100 }, (_, number) => share(`account ${number}`));
  expect(shares.reduce((sum, each) => sum + each, 0) / 100).toBeCloseTo(0.1, 2);
  const year = { account: account({ id: "acc_q" }), until: new Date("2027-11-30T23:00:00Z"), wanted: 2_000 };
  const emptyDays = (seed: number) => {
    const used = new Set(plan(year, seededRandom(seed)).slots.map(({ localDay }) => localDay));
    return days.filter((day) => !used.has(day));
  };
  expect(emptyDays(1)).toEqual(emptyDays(2));
});

describe("a new account", () => {
  const connectedAt = new Date("2026-12-01T09:00:00Z");
  const fresh = account({ platform: "x", connectedAt, id: quietFree("2026-12-01", 28) });

  test("posts on a ramp", () => {
    const { slots } = plan({ account: fresh, until: new Date("2026-12-28T23:00:00Z"), wanted: 500 });
    const perDay = Array.from({ length: 28 }, (_, day) => {
      const name = `2026-12-${String(day + 1).padStart(2, "0")}`;
      return slots.filter(({ localDay }) => localDay === name).length;
    });
    expect(perDay.slice(0, 3)).toEqual([1, 0, 1]);
    expect(perDay.slice(3, 7)).toEqual([2, 2, 2, 2]);
    expect(perDay.slice(7, 14)).toEqual([3, 3, 3, 3, 3, 3, 3]);
    expect(Math.max(...perDay.slice(14, 21))).toBe(5);
    expect(Math.max(...perDay.slice(21))).toBeGreaterThan(5);
  });

  test("still gets a week of seven posts", () => {
    expect(plan({ account: fresh }).missing).toBe(0);
  });

  test("is told that the ramp holds it back", () => {
    expect(plan({ account: fresh, until: new Date("2026-12-03T23:00:00Z"), wanted: 9 })).toMatchObject({
      missing: 7,
      limits: { warm_up: 3 },
    });
  });
});

describe("when the clock changes", () => {
  const night = (change: Partial<SlotRequest>, hour: number, timeZone = "Europe/Madrid") =>
    plan({ account: account({ timeZone, hours: onlyHour(hour), platform: "x", id: "acc_7" }), wanted: 500, ...change });

  test("an hour that is skipped has no posts, what is around it has", () => {
    const { slots } = night({ from: new Date("2026-03-28T23:00:00Z"), until: new Date("2026-03-29T22:00:00Z") }, 2);
    // 01:30 to 01:59 in Madrid, then it is 03:00.
    expect(slots.length).toBeGreaterThan(0);
    for (const { at } of slots) expect(at.toISOString()).toMatch(/^2026-03-29T00:[345]\d:/);
  });

  test("an hour that comes twice is one", () => {
    const { slots } = night({ from: new Date("2026-10-24T22:00:00Z"), until: new Date("2026-10-25T23:00:00Z") }, 2);
    // The first 01:30 to 02:30 in Madrid, by summer time; 02:00 comes again an hour later.
    expect(slots.length).toBeGreaterThan(0);
    for (const { at } of slots) {
      expect(at.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-10-24T23:30:00Z"));
      expect(at.getTime()).toBeLessThanOrEqual(Date.parse("2026-10-25T00:30:00Z"));
    }
  });

  test("half an hour that is skipped, too, has none", () => {
    const { slots } = night(
      { from: new Date("2026-10-03T13:30:00Z"), until: new Date("2026-10-04T13:00:00Z") },
      2,
      "Australia/Lord_Howe",
    );
    // Local 01:30 to 01:59 at +10:30, then 02:30 at +11:00: that minute alone is left of the later half.
    expect(slots.length).toBeGreaterThan(0);
    for (const { at } of slots) expect(at.toISOString()).toMatch(/^2026-10-03T15:([012]\d|30):/);
  });
});

test("an empty range places nothing and says so", () => {
  const now = new Date("2026-12-01T12:00:00Z");
  expect(plan({ from: now, until: now })).toEqual({ slots: [], missing: 7, limits: { range: 1 } });
});

test.each([
  [{ hours: [1, 2, 3] }, /24 weights/],
  [{ hours: Array.from({ length: 24 }, () => 0) }, /above zero/],
  [{ connectedAt: new Date("no") }, /a date/],
  [{ quiet: [{ from: "tomorrow", to: "2026-12-01", reason: "" }] }, /is no day/],
] as const)("a request with %j is refused", (change, message) => {
  expect(() => plan({ account: account(change) })).toThrow(message);
});
