import { expect, test } from "vitest";
import { priorHours } from "./posting-habits.ts";
import { conflictsAt, isOwnPace } from "./posting-pace.ts";
import type { SlotAccount } from "./slot-plan.ts";

const NOW = new Date("2026-12-01T08:00:00Z");
const account = (taken: readonly string[]): SlotAccount => ({
  id: "acc_a",
  platform: "instagram",
  timeZone: "Europe/Madrid",
  connectedAt: new Date("2026-01-01T00:00:00Z"),
  hours: priorHours("instagram"),
  taken: taken.map((at) => new Date(at)),
  quiet: [{ from: "2026-12-24", to: "2026-12-26", reason: "Christmas" }],
});
const fresh = { ...account(["2026-12-01T17:00:00Z"]), connectedAt: NOW };

test("a new account keeps its ramp: one post a day, and a day between", () => {
  const against = (at: string) => conflictsAt(new Date(at), fresh, 25, NOW);
  expect(against("2026-12-02T18:00:00Z")).toEqual([{ kind: "warm_up", day: 2, most: 1 }]);
  expect(against("2026-12-01T22:30:00Z")).toEqual([{ kind: "warm_up", day: 1, most: 1 }]);
  expect(against("2026-12-03T18:00:00Z")).toEqual([]);
});

const kinds = (at: string, taken: readonly string[] = [], cap = 25) =>
  conflictsAt(new Date(at), account(taken), cap, NOW).map(({ kind }) => kind);

test("a free hour has nothing against it", () => {
  expect(kinds("2026-12-01T17:00:00Z", ["2026-12-01T13:00:00Z"])).toEqual([]);
});

test.each([
  ["past", "2026-12-01T07:00:00Z", [], 25],
  ["gap", "2026-12-01T16:59:00Z", ["2026-12-01T13:00:00Z"], 25],
  ["daily_cap", "2026-12-02T21:00:00Z", ["2026-12-02T01:00:00Z", "2026-12-02T08:00:00Z", "2026-12-02T14:00:00Z"], 25],
  ["platform_cap", "2026-12-02T12:00:00Z", ["2026-12-01T13:00:00Z"], 1],
  ["quiet", "2026-12-23T23:30:00Z", [], 25],
] as const)("%s", (kind, at, taken, cap) => {
  expect(kinds(at, taken, cap)).toEqual([kind]);
});

test("an operator overrules the account's own pace and nothing else", () => {
  expect([{ kind: "quiet", reason: "x" } as const, { kind: "past" } as const].map(isOwnPace)).toEqual([true, false]);
});
