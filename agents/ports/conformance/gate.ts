// A promise that a test opens by hand, so that it waits for what happens and not for time.

export class Gate {
  readonly opened: Promise<void>;
  #resolve: () => void = () => undefined;
  #callsLeft: number;

  /** Opens at the `calls`th call of `open`. */
  constructor(calls = 1) {
    this.#callsLeft = calls;
    this.opened = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  open(): void {
    this.#callsLeft -= 1;
    if (this.#callsLeft <= 0) this.#resolve();
  }
}
