// Places for work that is done at a time. Who waits elsewhere frees his, and has it before anybody new when he is back.
import type { Place } from "../../agents/kernel/elsewhere.ts";
import type { Adjustable } from "./adaptive-concurrency.ts";

export interface HeldPlace extends Place {
  /** The work is over; what it left behind needs no place any more. */
  end(): void;
}

export class Places {
  readonly #limit: Adjustable;
  readonly #onFree: () => void;
  readonly #returning: (() => void)[] = [];
  #taken = 0;

  /** @param onFree somebody new may begin */
  constructor(limit: Adjustable, onFree: () => void) {
    this.#limit = limit;
    this.#onFree = onFree;
  }

  get hasRoom(): boolean {
    return this.#taken < this.#limit.concurrency;
  }

  /** Whether there is room or not: who asks has looked. */
  take(): HeldPlace {
    this.#taken += 1;
    let isHeld = true;
    let isOver = false;
    let back: Promise<void> | undefined;
    const leave = () => {
      if (!isHeld) return;
      isHeld = false;
      this.#free();
    };
    return {
      leave,
      comeBack: async () => {
        if (isHeld || isOver) return;
        back ??= this.#takeAgain().then(() => {
          back = undefined;
          isHeld = true;
          if (isOver) leave();
        });
        await back;
      },
      end: () => {
        isOver = true;
        leave();
      },
    };
  }

  #takeAgain(): Promise<void> {
    if (this.hasRoom) {
      this.#taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#returning.push(resolve));
  }

  #free(): void {
    this.#taken -= 1;
    while (this.hasRoom) {
      const next = this.#returning.shift();
      if (!next) break;
      this.#taken += 1;
      next();
    }
    this.#onFree();
  }
}
