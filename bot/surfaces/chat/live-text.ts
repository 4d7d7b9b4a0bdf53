// What a model writes, shown while it writes, at the pace a chat allows; stopped when who asked loses access.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Logger } from "../../../agents/kernel/log.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";

export interface LiveTextOptions {
  readonly surface: string;
  readonly paceMs: number;
  readonly timers: Timers;
  readonly log: Logger;
  readonly show: (soFar: string) => Promise<void>;
  /** Asked at every step. */
  readonly isAllowed: () => Promise<boolean>;
  /** What who lost access is told. */
  readonly stopped: string;
}

/** Set at the end of what is not whole yet. */
export const WRITING = " ▍";

export class LiveText {
  readonly #options: LiveTextOptions;
  readonly #stopping = new AbortController();
  #latest: string | undefined;
  #step: Promise<void> | undefined;
  #cancelPause: (() => void) | undefined;
  #isOver = false;

  constructor(options: LiveTextOptions) {
    this.#options = options;
  }

  /** Aborted, with the reason, when who asked lost access. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  readonly onText = (soFar: string): void => {
    if (this.#isOver || soFar.trim() === "") return;
    this.#latest = soFar;
    if (!this.#step && !this.#cancelPause) this.#go();
  };

  /** Nothing is shown after it settles: the answer itself comes then. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#cancelPause?.();
    await this.#step;
  }

  /** Also without new text: who lost access is noticed at the same pace. */
  #go(): void {
    const text = this.#latest;
    this.#latest = undefined;
    this.#step = this.#show(text).finally(() => {
      this.#step = undefined;
      if (this.#isOver) return;
      this.#cancelPause = this.#options.timers.after(this.#options.paceMs, () => {
        this.#cancelPause = undefined;
        this.#go();
      });
    });
  }

  async #show(text: string | undefined): Promise<void> {
    const { isAllowed, show, log, surface, stopped } = this.#options;
    try {
      if (!(await isAllowed())) {
        this.#isOver = true;
        this.#stopping.abort(new AppError("unauthenticated", stopped));
      } else if (text !== undefined) await show(text);
    } catch (thrown) {
      // A preview that cannot be shown costs nothing: the answer comes anyway.
      this.#isOver = true;
      log.warn("text cannot be shown while it is written", { surface, error: thrown });
    }
  }
}
