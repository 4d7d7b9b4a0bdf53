// Work that waits for one of few places: what is begun is done soon, and the rest waits here, not in front of the database.
import { AsyncResource } from "node:async_hooks";
import { inPlace } from "../../agents/kernel/elsewhere.ts";
import { type AdaptiveOptions, adaptConcurrency } from "./adaptive-concurrency.ts";
import { Places } from "./places.ts";

export class InTurn {
  readonly #places: Places;
  readonly #waiting: (() => void)[] = [];
  readonly #stopAdapting: () => void;

  /** @param most works at a time; fewer while the process lags */
  constructor(most: number, adaptive: AdaptiveOptions = {}) {
    const limit = { concurrency: most };
    this.#places = new Places(limit, () => this.#go());
    this.#stopAdapting = adaptConcurrency(limit, adaptive);
  }

  /** In the order of the calls, and in the context of each; what waits elsewhere gives its place to the next. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        const place = this.#places.take();
        inPlace(place, work)
          .finally(() => place.end())
          .then(resolve, reject);
      };
      this.#waiting.push(AsyncResource.bind(begin));
      this.#go();
    });
  }

  /** What waits is done all the same. */
  stop(): void {
    this.#stopAdapting();
  }

  #go(): void {
    while (this.#waiting.length > 0 && this.#places.hasRoom) this.#waiting.shift()?.();
  }
}
