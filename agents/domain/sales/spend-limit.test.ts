import { expect, test } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import {
  type CapSetting,
  changeSelfLimit,
  currentSelfLimit,
  DEFAULT_CAPS,
  effectiveCaps,
  judgeSpend,
  NO_SELF_LIMIT,
} from "./spend-limit.ts";

const now = new Date("2026-11-24T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const caps = (dailyCents: number | null, monthlyCents: number | null): CapSetting => ({ dailyCents, monthlyCents });
const none = { workspace: null, avatar: null, fan: null };

test("without settings a fan may spend 300 dollars in 24 hours and 1,000 in 30 days", () => {
  expect(effectiveCaps(none, now)).toEqual({ dailyCents: 30_000, monthlyCents: 100_000 });
});

test("the nearest setting counts, field by field, and a fan's own only lowers", () => {
  const workspace = caps(50_000, 200_000);
  expect(effectiveCaps({ ...none, workspace, avatar: caps(10_000, null) }, now)).toEqual(caps(10_000, 200_000));
  const fan = { ...caps(90_000, 5_000), next: null };
  expect(effectiveCaps({ ...none, workspace, fan }, now)).toEqual(caps(50_000, 5_000));
});

test("a purchase is judged to the cent, and the window that stops it is named", () => {
  expect(judgeSpend(2_999, DEFAULT_CAPS, { dayCents: 27_001, monthCents: 27_001 })).toMatchObject({ allowed: true });
  expect(judgeSpend(2_999, DEFAULT_CAPS, { dayCents: 27_002, monthCents: 27_002 })).toEqual({
    allowed: false,
    window: "day",
    capCents: 30_000,
    leftCents: 2_998,
  });
  expect(judgeSpend(1, DEFAULT_CAPS, { dayCents: 0, monthCents: 100_000 })).toMatchObject({ window: "month" });
});

test("a fan's limit goes down at once, up and away only after 24 hours", () => {
  const low = changeSelfLimit(NO_SELF_LIMIT, caps(2_000, 10_000), now);
  expect(low).toEqual({ ...caps(2_000, 10_000), next: null });
  const mixed = changeSelfLimit(low, caps(5_000, 4_000), now);
  expect(mixed).toEqual({ ...caps(2_000, 4_000), next: { ...caps(5_000, 4_000), from: after(DAY_MS) } });
  expect(currentSelfLimit(mixed, after(DAY_MS - 1))).toEqual(caps(2_000, 4_000));
  expect(currentSelfLimit(mixed, after(DAY_MS))).toEqual(caps(5_000, 4_000));
  expect(changeSelfLimit(mixed, caps(null, null), now).next).toEqual({ ...caps(null, null), from: after(DAY_MS) });
  expect(changeSelfLimit(mixed, caps(0, 0), now)).toEqual({ ...caps(0, 0), next: null });
});
