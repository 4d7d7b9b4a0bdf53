// The judge sees what it is there for, and the scheduler holds on a small number of calendars.
import { expect, test } from "vitest";
import { priorHours } from "../../../agents/domain/distribution/posting-habits.ts";
import type { Slot, SlotRequest } from "../../../agents/domain/distribution/slot-plan.ts";
import { proveCalendars } from "./calendar.ts";
import { brokenRules } from "./check.ts";
import { proveReplans } from "./replans.ts";

const request: SlotRequest = {
  account: {
    id: "acc",
    platform: "instagram",
    timeZone: "Europe/Madrid",
    connectedAt: new Date("2025-01-01T00:00:00Z"),
    hours: priorHours("instagram"),
    taken: [new Date("2026-12-01T12:00:00Z")],
    quiet: [{ from: "2026-12-05", to: "2026-12-05", reason: "away" }],
  },
  from: new Date("2026-12-01T00:00:00Z"),
  until: new Date("2026-12-08T00:00:00Z"),
  wanted: 2,
  random: () => 0.5,
};

const slot = (at: string, localHour = 17, localDay = at.slice(0, 10)): Slot => ({
  at: new Date(at),
  localHour,
  localDay,
});
const good = [slot("2026-12-02T16:00:00Z"), slot("2026-12-03T16:00:00Z")];
const judged = (slots: readonly Slot[], change: Partial<SlotRequest> = {}, quiet = "") => [
  ...brokenRules({ ...request, ...change }, { slots, missing: 0, limits: {} }, (day) => day === quiet),
];

test("a sound plan breaks nothing", () => {
  expect(judged(good)).toEqual([]);
});

const account = (change: Partial<SlotRequest["account"]>) => ({ account: { ...request.account, ...change } });
const night = account({ hours: Array.from({ length: 24 }, () => 1 / 24), platform: "x" });

test.each([
  ["count", good.slice(0, 1), {}],
  ["order", good.toReversed(), {}],
  ["range", [slot("2026-12-08T16:00:00Z")], { wanted: 1 }],
  ["good_hour", [slot("2026-12-02T16:31:00Z")], { wanted: 1 }],
  ["local_day", [slot("2026-12-02T16:00:00Z", 17, "2026-12-03")], { wanted: 1 }],
  ["gap", [slot("2026-12-01T15:59:00Z")], { wanted: 1 }],
  ["quiet_stretch", [slot("2026-12-05T16:00:00Z")], { wanted: 1 }],
  ["warm_up", good, account({ connectedAt: new Date("2026-12-02T08:00:00Z"), taken: [] })],
  [
    "daily_cap",
    [slot("2026-12-01T19:00:00Z", 20)],
    {
      wanted: 1,
      ...account({
        hours: night.account.hours,
        taken: [1, 6, 12].map((hour) => new Date(Date.UTC(2026, 11, 1, hour))),
      }),
    },
  ],
  [
    "rolling_cap",
    [slot("2026-12-02T09:00:00Z", 10)],
    {
      wanted: 1,
      ...account({
        hours: night.account.hours,
        taken: [11, 16, 22].map((hour) => new Date(Date.UTC(2026, 11, 1, hour))),
      }),
    },
  ],
  [
    "repeated_hour",
    [slot("2026-10-25T01:00:00Z", 2)],
    { wanted: 1, from: new Date("2026-10-24T00:00:00Z"), until: new Date("2026-10-26T00:00:00Z"), ...night },
  ],
] as const)("%s is seen", (rule, slots, change) => {
  expect(judged(slots, change)).toContain(rule);
});

test("a quiet day is seen", () => {
  expect(judged(good, {}, "2026-12-03")).toEqual(["quiet_day"]);
});

test("random calendars hold", () => {
  expect(proveCalendars(7, 300).failures).toEqual([]);
  expect(proveReplans(7, 200).failures).toEqual([]);
}, 60_000);
