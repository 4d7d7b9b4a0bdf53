// The two-proportion z-test with pooled variance. Valid for one look, at the planned sample (domain 8).
import { erf } from "./error-function.ts";

export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

export interface TwoProportionTest {
  /** Rate of the second less rate of the first. */
  readonly difference: number;
  readonly z: number;
  /** erf(|z| / sqrt 2): 1 less the two-sided p-value. */
  readonly confidence: number;
}

export const rateOf = ({ successes, trials }: Proportion): number => (trials > 0 ? successes / trials : 0);

export function testProportions(first: Proportion, second: Proportion): TwoProportionTest {
  const difference = rateOf(second) - rateOf(first);
  const pooled = rateOf({ successes: first.successes + second.successes, trials: first.trials + second.trials });
  const variance = pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials);
  // Nobody or everybody converted, or nobody was asked: nothing tells the two apart.
  const z = variance > 0 && Number.isFinite(variance) ? difference / Math.sqrt(variance) : 0;
  return { difference, z, confidence: erf(Math.abs(z) / Math.SQRT2) };
}
