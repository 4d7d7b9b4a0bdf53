// Failures an emulator was told to have next: the first so many calls of an operation get them, then all is well again.

export class FaultScript<Operation extends string, Fault> {
  readonly #planned: { operation: Operation; fault: Fault; left: number }[] = [];

  /** `times` Infinity: until `clear`. */
  add(operation: Operation, fault: Fault, times = 1): void {
    this.#planned.push({ operation, fault, left: times });
  }

  /** The fault this call has to suffer, used up by being taken. */
  take(operation: Operation): Fault | undefined {
    const index = this.#planned.findIndex((planned) => planned.operation === operation);
    const planned = this.#planned[index];
    if (!planned) return undefined;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned.splice(index, 1);
    return planned.fault;
  }

  clear(): void {
    this.#planned.length = 0;
  }
}
