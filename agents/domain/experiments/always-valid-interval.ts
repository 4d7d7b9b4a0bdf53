// An interval for the difference of two rates that may be looked at after every fan: unlike the z-test's it stays valid.
import { LEAST_PER_VARIANT } from "./sample-size.ts";
import type { Proportion } from "./two-proportion-test.ts";
import { rateOf } from "./two-proportion-test.ts";

/** Chance that the interval ever misses the true difference, over all looks together. */
const ALPHA = 0.05;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Mixture sequential probability ratio test, inverted: Johari, Koomen, Pekelis, Walsh, "Always Valid Inference: Continuous
 * Monitoring of A/B Tests", Operations Research 70(3), 2022, section 5 (arXiv 1512.04922), with the normal approximation
 * and a N(0, tau^2) mixture. tau is the effect the experiment was planned for.
 * @returns bounds of second - first; [-1, 1] below 30 a variant, where the approximation does not hold
 */
export function alwaysValidInterval(first: Proportion, second: Proportion, minimalEffect: number): Interval {
  if (Math.min(first.trials, second.trials) < LEAST_PER_VARIANT) return { low: -1, high: 1 };
  const difference = rateOf(second) - rateOf(first);
  const variance = varianceOf(first) + varianceOf(second);
  const mixture = minimalEffect ** 2;
  const total = variance + mixture;
  const halfWidth = Math.sqrt(((variance * total) / mixture) * (2 * Math.log(1 / ALPHA) + Math.log(total / variance)));
  return { low: Math.max(-1, difference - halfWidth), high: Math.min(1, difference + halfWidth) };
}

export const excludesZero = ({ low, high }: Interval): boolean => low > 0 || high < 0;

/** Of the rate. Agresti-Coull's two of each kind more: a rate of 0 after thirty fans is not known without error. */
function varianceOf({ successes, trials }: Proportion): number {
  const rate = (successes + 2) / (trials + 4);
  return (rate * (1 - rate)) / trials;
}
