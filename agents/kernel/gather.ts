// Calls that are cheaper together: what comes at one moment, or while one run is under way, goes out as one; nothing waits
// for more.

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param run gives one result an item, in their order; all or nothing. Of several that fail each is run again alone, so that
 * nobody fails for another's sake.
 * @param most items of one run
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  const settle = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      const [only, ...others] = batch;
      if (only && others.length === 0) only.reject(error);
      else for (const each of batch) await settle([each]);
    }
  };
  const runAll = async (): Promise<void> => {
    isRunning = true;
    // Others may be asked for in this same moment.
    await null;
    while (waiting.length > 0) await settle(waiting.splice(0, most));
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void runAll();
    });
}

/** The same for each of several places, such as databases, of its own. */
export function gatherAt<Place extends object, Item, Result>(
  run: (place: Place, items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (place: Place, item: Item) => Promise<Result> {
  const places = new WeakMap<Place, (item: Item) => Promise<Result>>();
  return (place, item) => {
    const known = places.get(place) ?? gather((items) => run(place, items), most);
    places.set(place, known);
    return known(item);
  };
}
