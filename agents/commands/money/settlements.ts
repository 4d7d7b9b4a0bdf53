// What the paid calls of one piece of work really cost, settled in one statement at its end: until then what was reserved counts.
import type { AppContext } from "../context.ts";
import { type Reserved, settleCost } from "./budget.ts";

export class Settlements {
  #due: { readonly reserved: Reserved; readonly actual: Readonly<Record<string, number>> }[] = [];

  add(reserved: Reserved, actual: Readonly<Record<string, number>>): void {
    this.#due.push({ reserved, actual });
  }

  /** What a crash leaves open, or comes after this, is settled by the schedule of forgotten reservations, as reserved. */
  async settle(context: AppContext): Promise<void> {
    const due = this.#due.splice(0);
    await Promise.all(due.map(({ reserved, actual }) => settleCost(context, reserved, actual)));
  }
}
