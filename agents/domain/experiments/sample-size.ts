// How many fans a variant needs before a verdict: two proportions, two-sided, planned before the start (domain 8).
// Formula without continuity correction: Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions, 3rd ed., 4.1.

/** Normal quantile of 1 - .05 / 2: one false alarm in twenty. */
const Z_ALPHA = 1.959963984540054;
/** Normal quantile of .8: four of five real effects are found. */
const Z_POWER = 0.8416212335729143;
/** No verdict on fewer, whatever the formula says (domain 8). */
export const LEAST_PER_VARIANT = 30;

export interface SamplePlan {
  /** Rate expected without the change, in (0, 1). */
  readonly baselineRate: number;
  /** Smallest difference worth knowing, absolute. */
  readonly minimalEffect: number;
}

/** A chat whose fan has said nothing yet converts so (domain 7); the effect is one worth a change. */
export const DEFAULT_PLAN: SamplePlan = { baselineRate: 0.05, minimalEffect: 0.05 };

/** Fans exposed, per variant. @throws RangeError unless both rates lie in (0, 1) */
export function plannedSampleSize({ baselineRate, minimalEffect }: SamplePlan): number {
  const changed = baselineRate + minimalEffect;
  if (!(baselineRate > 0 && minimalEffect > 0 && changed < 1)) throw new RangeError("rates must lie in (0, 1)");
  const mean = (baselineRate + changed) / 2;
  const none = Z_ALPHA * Math.sqrt(2 * mean * (1 - mean));
  const some = Z_POWER * Math.sqrt(baselineRate * (1 - baselineRate) + changed * (1 - changed));
  return Math.max(LEAST_PER_VARIANT, Math.ceil(((none + some) / minimalEffect) ** 2));
}
