// Waiting for a vendor that is asked again and again.
import { setTimeout as delay } from "node:timers/promises";

export interface Patience {
  /** How long to wait before giving up for now; 5 minutes when absent. */
  readonly collectTimeoutMs?: number | undefined;
  /** What is known of how long this work takes; each wait teaches it. */
  readonly pace?: Pace | undefined;
  /** Injected by tests. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** How long one kind of work usually takes its vendor. */
export interface Pace {
  /** null before it is known. */
  usualMs(): number | null;
  learn(tookMs: number): void;
}

const DEFAULT_TIMEOUT_MS = 300_000;
const SHORTEST_MS = 500;
const LONGEST_MS = 2_000;
/** Of the time waited so far: what is done is seen that much later at most. */
const SHARE = 1 / 20;
/** Of the usual time: from when to when the work is due, and how often it is then looked at, though not oftener than 20 times a second. */
const DUE = { from: 0.95, until: 1.15, share: 1 / 160, leastMs: 50 } as const;
const REMEMBERED = 7;

/** The middle of the last few. */
export function createPace(): Pace {
  const took: number[] = [];
  return {
    usualMs: () => took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)] ?? null,
    learn: (tookMs) => {
      took.push(tookMs);
      if (took.length > REMEMBERED) took.shift();
    },
  };
}

/** Looks ever less often until there is something to see, but often when it is due; null when the time is up. */
export async function lookUntil<Seen>(
  look: () => Promise<Seen | null>,
  { collectTimeoutMs = DEFAULT_TIMEOUT_MS, pace, wait = pause }: Patience,
  signal: AbortSignal,
): Promise<Seen | null> {
  let waitedMs = 0;
  for (;;) {
    const seen = await look();
    if (seen !== null) pace?.learn(waitedMs);
    if (seen !== null || waitedMs >= collectTimeoutMs) return seen;
    const pauseMs = nextPause(waitedMs, pace?.usualMs() ?? null);
    await wait(pauseMs, signal);
    waitedMs += pauseMs;
  }
}

function nextPause(waitedMs: number, usualMs: number | null): number {
  const usual = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waitedMs * SHARE));
  if (usualMs === null || waitedMs >= usualMs * DUE.until) return usual;
  const whenDue = Math.max(DUE.leastMs, usualMs * DUE.share);
  return Math.min(usual, Math.max(whenDue, usualMs * DUE.from - waitedMs));
}

const pause = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal });
