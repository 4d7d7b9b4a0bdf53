// Waiting for a vendor that is asked again and again.
import { setTimeout as delay } from "node:timers/promises";

export interface Patience {
  /** How long to wait before giving up for now; 5 minutes when absent. */
  readonly collectTimeoutMs?: number | undefined;
  /** Injected by tests. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

const DEFAULT_TIMEOUT_MS = 300_000;
const SHORTEST_MS = 300;
const LONGEST_MS = 2_000;
/** Of the time waited so far: what is done is seen that much later at most. */
const SHARE = 1 / 30;

/** Looks ever less often until there is something to see; null when the time is up. */
export async function lookUntil<Seen>(
  look: () => Promise<Seen | null>,
  { collectTimeoutMs = DEFAULT_TIMEOUT_MS, wait = pause }: Patience,
  signal: AbortSignal,
): Promise<Seen | null> {
  let waitedMs = 0;
  for (;;) {
    const seen = await look();
    if (seen !== null || waitedMs >= collectTimeoutMs) return seen;
    const pauseMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitedMs * SHARE));
    await wait(pauseMs, signal);
    waitedMs += pauseMs;
  }
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal });
