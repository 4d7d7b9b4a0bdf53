import { expect, it } from "vitest";
import { createPace, lookUntil, type Pace } from "./look-until.ts";

/** Work that takes so long by the waits alone. @returns the pauses */
async function pausesOf(tookMs: number, pace?: Pace): Promise<number[]> {
  const pauses: number[] = [];
  const total = () => pauses.reduce((sum, ms) => sum + ms, 0);
  const look = async () => (total() >= tookMs ? "done" : null);
  const wait = async (ms: number) => void pauses.push(ms);
  expect(await lookUntil(look, { wait, pace }, new AbortController().signal)).toBe("done");
  return pauses;
}
const sum = (pauses: readonly number[]) => pauses.reduce((total, ms) => total + ms, 0);

it("looks ever less often, and sees the end a twentieth late at most, or half a second", async () => {
  for (const tookMs of [0, 900, 8_000, 30_000, 120_000]) {
    const pauses = await pausesOf(tookMs);
    expect(sum(pauses) - tookMs).toBeLessThanOrEqual(Math.max(500, tookMs / 20));
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(Math.max(0, ...pauses)).toBeLessThanOrEqual(2_000);
  }
});

it("looks often when the work is due by what it took before, and not much oftener in all", async () => {
  const pace = createPace();
  const first = await pausesOf(8_050, pace);
  const again = await pausesOf(8_050, pace);
  expect(sum(again) - 8_050).toBeLessThan(100);
  expect(again.length).toBeLessThan(first.length + 10);
});

it("is not led astray by work that is done sooner or takes longer than usual", async () => {
  const pace = createPace();
  for (let count = 0; count < 5; count += 1) await pausesOf(8_000, pace);
  expect(sum(await pausesOf(3_000, pace)) - 3_000).toBeLessThanOrEqual(500);
  expect(sum(await pausesOf(20_000, pace)) - 20_000).toBeLessThanOrEqual(1_000);
  expect(pace.usualMs()).toBeGreaterThanOrEqual(8_000);
  expect(pace.usualMs()).toBeLessThan(8_200);
});

it("gives up for now when its time is up", async () => {
  const patience = { collectTimeoutMs: 1_000, wait: async () => undefined };
  expect(await lookUntil(async () => null, patience, new AbortController().signal)).toBeNull();
});
