// Randomness comes in through here: real at run time, from a seed in tests, demos and proofs.
import { randomInt } from "node:crypto";

/** A number in [0, 1). */
export type Random = () => number;

export const systemRandom: Random = () => randomInt(2 ** 47) / 2 ** 47;

/** mulberry32: small, fast, the same everywhere. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
