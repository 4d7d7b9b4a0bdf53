// Work that holds one of few places gives it back while another machine works: waiting for a model of some seconds costs
// this process nothing, so it need not keep others from being begun.
import { AsyncLocalStorage } from "node:async_hooks";

/** What one piece of work holds. Several calls of it may be under way at once. */
export interface Place {
  leave(): void;
  /** Resolves when there is room again. */
  comeBack(): Promise<void>;
}

const places = new AsyncLocalStorage<Place>();

/** Everything that `work` begins holds this place. */
export function inPlace<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
  return places.run(place, work);
}

/** Waits for what is not ours; outside of a place it is the call alone. */
export async function elsewhere<Result>(wait: () => Promise<Result>): Promise<Result> {
  const place = places.getStore();
  if (!place) return await wait();
  place.leave();
  try {
    return await wait();
  } finally {
    await place.comeBack();
  }
}
