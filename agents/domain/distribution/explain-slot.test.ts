import { expect, test } from "vitest";
import { explainSlot } from "./explain-slot.ts";
import { learnHours } from "./learn-hours.ts";
import { priorHours } from "./posting-habits.ts";
import type { Slot, SlotAccount } from "./slot-plan.ts";

const account: SlotAccount = {
  id: "a",
  platform: "instagram",
  timeZone: "Europe/Madrid",
  connectedAt: new Date("2025-01-01T00:00:00Z"),
  hours: priorHours("instagram"),
  taken: [],
  quiet: [],
};
const slot: Slot = { at: new Date("2026-12-03T17:48:00Z"), localHour: 19, localDay: "2026-12-03" };

const untold = learnHours(account.hours, [], slot.at, account.timeZone);

test("by the platform's habit, with what bounds the day", () => {
  const others = [new Date("2026-12-03T12:18:00Z"), new Date("2026-12-05T12:00:00Z")];
  const { share, ...reasons } = explainSlot(account, slot, others, untold);
  expect(share).toBeCloseTo(1 / 6);
  expect(reasons).toEqual({
    localHour: 19,
    source: "habit",
    learned: null,
    postsThatDay: 2,
    mostThatDay: 3,
    warmUpDay: null,
    nearestHours: 5.5,
  });
});

test("by what was learned, or to try", () => {
  const samples = Array.from({ length: 15 }, (_, day) => ({
    publishedAt: new Date(Date.UTC(2026, 10, 15 + day, 18)),
    engagement: 2,
  }));
  const learned = learnHours(account.hours, samples, new Date("2026-12-01T00:00:00Z"), account.timeZone);
  const taught = { ...account, hours: learned.hours };
  expect(explainSlot(taught, slot, [], learned)).toMatchObject({ source: "learned", learned: { posts: 15 } });
  const morning = { at: new Date("2026-12-03T08:00:00Z"), localHour: 9, localDay: "2026-12-03" };
  expect(explainSlot(taught, morning, [], learned)).toMatchObject({ source: "tried", learned: null });
});

test("a day of the warm-up is named, and what it lets go out", () => {
  const fresh = { ...account, connectedAt: new Date("2026-12-02T12:00:00Z") };
  expect(explainSlot(fresh, slot, [], untold)).toMatchObject({ warmUpDay: 2, mostThatDay: 1, nearestHours: null });
});
