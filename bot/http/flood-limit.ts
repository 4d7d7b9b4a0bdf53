// At most so many in a window, by key; counted in this process's memory, where addresses of visitors are not kept longer.
import type { Clock } from "../../agents/kernel/clock.ts";

export interface FloodRule {
  readonly most: number;
  readonly windowMs: number;
}

/** More keys than this are swept of what has passed. */
const MANY_KEYS = 10_000;

export class FloodLimit {
  readonly #clock: Clock;
  readonly #rule: FloodRule;
  readonly #windows = new Map<string, { endsAt: number; count: number }>();

  constructor(clock: Clock, rule: FloodRule) {
    this.#clock = clock;
    this.#rule = rule;
  }

  /** @returns 0 when one more is fine, and counts it; else the milliseconds until it is */
  take(key: string): number {
    const now = this.#clock.now().getTime();
    const window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      if (this.#windows.size >= MANY_KEYS) this.#sweep(now);
      this.#windows.set(key, { endsAt: now + this.#rule.windowMs, count: 1 });
      return 0;
    }
    if (window.count >= this.#rule.most) return window.endsAt - now;
    window.count += 1;
    return 0;
  }

  /** The same without counting. */
  waitMs(key: string): number {
    const window = this.#windows.get(key);
    const leftMs = window && window.count >= this.#rule.most ? window.endsAt - this.#clock.now().getTime() : 0;
    return Math.max(0, leftMs);
  }

  /** Those that are over; and when a flood comes from ever new keys, the oldest. */
  #sweep(now: number): void {
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
    for (const key of this.#windows.keys()) {
      if (this.#windows.size < MANY_KEYS) break;
      this.#windows.delete(key);
    }
  }
}
