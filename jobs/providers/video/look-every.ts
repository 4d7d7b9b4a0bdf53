// Waiting for a vendor that wants to be asked at a steady pace.
import { setTimeout as delay } from "node:timers/promises";
import type { Patience } from "../image/look-until.ts";

/** Clips take minutes; the one who waits comes again. */
const DEFAULT_TIMEOUT_MS = 300_000;

/** null when the time is up. */
export async function lookEvery<Seen>(
  everyMs: number,
  look: () => Promise<Seen | null>,
  { collectTimeoutMs = DEFAULT_TIMEOUT_MS, wait = pause }: Patience,
  signal: AbortSignal,
): Promise<Seen | null> {
  for (let waitedMs = 0; ; waitedMs += everyMs) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== null || waitedMs >= collectTimeoutMs) return seen;
    await wait(everyMs, signal);
  }
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal });
