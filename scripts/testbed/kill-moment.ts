// When a process is killed: drawn from the seed, then waited for.
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../../agents/kernel/random.ts";
import type { FanPlatform } from "./fan-platform.ts";

/** So long after the start, after it was ready, or after the n-th call of that kind in this life. */
export type KillMoment =
  | { readonly at: "start" | "ready"; readonly afterMs: number }
  | { readonly at: "send" | "webhook"; readonly nth: number; readonly afterMs: number };

/** A moment that does not come by itself, such as a sixth send, is not waited for longer. */
const MOMENT_LIMIT_MS = 15_000;

/** @param latestCall highest number of the call it may fall on */
export function drawKillMoment(random: Random, latestCall = 12): KillMoment {
  const kind = random();
  if (kind < 0.15) return { at: "start", afterMs: Math.round(random() * 4_000) };
  if (kind < 0.5) return { at: "ready", afterMs: Math.round(random() * 9_000) };
  const nth = 1 + Math.floor(random() * latestCall);
  // Within a call: before it is taken, while it is carried out, or before its answer is written down.
  return { at: kind < 0.8 ? "send" : "webhook", nth, afterMs: Math.round(random() * 30) };
}

export function describeMoment(moment: KillMoment): string {
  if (moment.at === "send" || moment.at === "webhook") return `${moment.afterMs} ms into ${moment.at} ${moment.nth}`;
  return `${moment.afterMs} ms after ${moment.at === "start" ? "its start" : "it was ready"}`;
}

/** @param ready resolves when the process that is to die is ready */
export async function untilMoment(
  moment: KillMoment,
  platform: FanPlatform,
  ready: () => Promise<void>,
): Promise<void> {
  if (moment.at === "ready") await ready();
  if (moment.at === "send" || moment.at === "webhook") {
    await Promise.race([traffic(platform, moment.at, moment.nth), delay(MOMENT_LIMIT_MS)]);
    platform.onTraffic = undefined;
  }
  await delay(moment.afterMs);
}

/** Resolves at the n-th call of that kind. */
function traffic(platform: FanPlatform, wanted: "send" | "webhook", nth: number): Promise<void> {
  let calls = 0;
  return new Promise((resolve) => {
    platform.onTraffic = (kind) => {
      if (kind === wanted) calls += 1;
      if (calls === nth) resolve();
    };
  });
}
