// What an experiment must not cost: fans who block, complain or opt out. A variant that is worse is shown no more (domain 8).
import { rateOf, testProportions } from "./two-proportion-test.ts";

export const HARMS = ["blocked", "complained", "opted_out"] as const;
export type Harm = (typeof HARMS)[number];

export interface Guardrail {
  /** Confidence of the two-proportion test from which a variant that is worse than the others is stopped. */
  readonly confidence: number;
  /** Fewer cases prove nothing. */
  readonly leastCases: number;
}

/**
 * Stricter than a verdict, since it is looked at with every case, yet no always-valid interval: that waits longer while fans
 * come to harm. Its price: of experiments with equal variants fewer than one in ten loses one within 1,000 fans (simulated).
 */
export const GUARDRAILS: Readonly<Record<Harm, Guardrail>> = {
  blocked: { confidence: 0.99, leastCases: 3 },
  complained: { confidence: 0.99, leastCases: 3 },
  opted_out: { confidence: 0.99, leastCases: 3 },
};

/** Exposed fans on both sides before a guardrail says anything. */
const LEAST_EXPOSED = 20;

export interface HarmCounts {
  readonly id: string;
  readonly exposed: number;
  readonly harms: Readonly<Record<Harm, number>>;
}

export interface BrokenGuardrail {
  readonly variantId: string;
  readonly harm: Harm;
  /** Shares of the exposed. */
  readonly rate: number;
  readonly otherRate: number;
}

/** Variants worse than all others together, each by its first broken guardrail. */
export function brokenGuardrails(variants: readonly HarmCounts[]): readonly BrokenGuardrail[] {
  return variants.flatMap((variant) => HARMS.flatMap((harm) => broken(variant, variants, harm) ?? []).slice(0, 1));
}

function broken(variant: HarmCounts, variants: readonly HarmCounts[], harm: Harm): BrokenGuardrail | null {
  const rest = variants.filter(({ id }) => id !== variant.id);
  const cases = (counts: readonly HarmCounts[]) => ({
    successes: counts.reduce((sum, { harms }) => sum + harms[harm], 0),
    trials: counts.reduce((sum, { exposed }) => sum + exposed, 0),
  });
  const [own, other] = [cases([variant]), cases(rest)];
  const { confidence, leastCases } = GUARDRAILS[harm];
  if (own.successes < leastCases || Math.min(own.trials, other.trials) < LEAST_EXPOSED) return null;
  const test = testProportions(other, own);
  if (test.difference <= 0 || test.confidence < confidence) return null;
  return { variantId: variant.id, harm, rate: rateOf(own), otherRate: rateOf(other) };
}
