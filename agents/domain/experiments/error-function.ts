// The error function, by its series of positive terms (Abramowitz & Stegun 7.1.6): no cancellation, full double precision.

/** Beyond it 1 - erf(x) is less than a double can tell from 1. */
const SATURATED = 6;

export function erf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const size = Math.abs(x);
  if (size >= SATURATED) return Math.sign(x);
  let term = size;
  let sum = size;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= (2 * size * size) / (2 * n + 1);
    sum += term;
  }
  return Math.sign(x) * Math.min(1, (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum);
}
