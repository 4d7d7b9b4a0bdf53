// After the kills: waits until nothing is left that has not come to its end.
import { setTimeout as delay } from "node:timers/promises";

const LOOK_INTERVAL_MS = 500;

interface SettleOptions {
  /** How much is not at its end yet. */
  readonly count: () => Promise<number>;
  /** What `count` counts, for who watches, such as "things are unfinished". */
  readonly what: string;
  readonly limitMs: number;
  readonly say: (line: string) => void;
}

/** @returns how long it took, in milliseconds; what is unfinished after the limit is the checker's to find */
export async function settle({ count, what, limitMs, say }: SettleOptions): Promise<number> {
  const began = performance.now();
  for (let before = -1; performance.now() - began < limitMs; await delay(LOOK_INTERVAL_MS)) {
    const left = await count();
    if (left === 0) break;
    if (left !== before) say(`${left} ${what}`);
    before = left;
  }
  return Math.round(performance.now() - began);
}
