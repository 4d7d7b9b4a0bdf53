// Our own count of calls in the last while, by account: TikTok names its limits but no pause, so we keep below them.
import type { Clock } from "../../../agents/kernel/clock.ts";

export interface RateWindow {
  /** Counts one call, or says in how many milliseconds it would be within the limit. */
  take(key: string): { readonly ok: true } | { readonly ok: false; readonly waitMs: number };
  /** Calls of the last while. */
  count(key: string): number;
}

/** It is kept by the process: several of them, or a new one, may run into TikTok's own limit, which we also understand. */
export function createRateWindow(clock: Clock, most: number, windowMs: number): RateWindow {
  const calls = new Map<string, number[]>();
  const recent = (key: string) => {
    const since = clock.now().getTime() - windowMs;
    const left = (calls.get(key) ?? []).filter((at) => at > since);
    if (left.length > 0) calls.set(key, left);
    else calls.delete(key);
    return left;
  };
  return {
    take: (key) => {
      const nowMs = clock.now().getTime();
      const taken = recent(key);
      const [oldest] = taken;
      if (oldest !== undefined && taken.length >= most) return { ok: false, waitMs: oldest + windowMs - nowMs };
      calls.set(key, [...taken, nowMs]);
      return { ok: true };
    },
    count: (key) => recent(key).length,
  };
}
