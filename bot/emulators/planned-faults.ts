// Failures an emulator was told to have: each is used up by being had.

/** @typeParam Plan what a failure is and whom it befalls, `times` times */
export class PlannedFaults<Plan extends { readonly times: number }> {
  #plans: { readonly plan: Plan; left: number }[] = [];

  plan(plan: Plan): void {
    this.#plans.push({ plan, left: plan.times });
  }

  clear(): void {
    this.#plans = [];
  }

  /** The oldest that is meant; undefined: none. */
  take(isMeant: (plan: Plan) => boolean): Plan | undefined {
    const planned = this.#plans.find(({ plan }) => isMeant(plan));
    if (!planned) return undefined;
    planned.left -= 1;
    if (planned.left === 0) this.#plans = this.#plans.filter((other) => other !== planned);
    return planned.plan;
  }
}
