// Two taps in quick succession are one: the second is answered, not carried out.
import { type Clock, SECOND_MS } from "../../../agents/kernel/clock.ts";

/** Taps of a chat are handled one after another, so a double tap arrives right after the first is done. */
const REPEAT_WINDOW_MS = 5 * SECOND_MS;

export class RecentTaps {
  readonly #clock: Clock;
  readonly #doneAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isRepeat(key: string): boolean {
    const nowMs = this.#clock.now().getTime();
    for (const [other, doneAtMs] of this.#doneAt) {
      if (nowMs - doneAtMs > REPEAT_WINDOW_MS) this.#doneAt.delete(other);
    }
    return this.#doneAt.has(key);
  }

  add(key: string): void {
    this.#doneAt.set(key, this.#clock.now().getTime());
  }
}
