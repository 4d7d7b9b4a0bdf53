// What an experiment has shown so far. The two best variants are compared: with three or more, picking the best by chance
// is then no likelier than with two.
import { alwaysValidInterval, excludesZero, type Interval } from "./always-valid-interval.ts";
import { LEAST_PER_VARIANT } from "./sample-size.ts";
import { rateOf, type TwoProportionTest, testProportions } from "./two-proportion-test.ts";

export const VERDICTS = ["not_enough_data", "no_difference", "promising", "winner", "stopped_by_guardrail"] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** Confidence from which a difference counts (domain 8). */
const WINNER_CONFIDENCE = 0.95;
const PROMISING_CONFIDENCE = 0.8;

export interface VariantResult {
  readonly id: string;
  /** Fans a message with it was sent to. */
  readonly exposed: number;
  /** Of them, those who paid within the window. */
  readonly converted: number;
  /** By a guardrail: no longer compared. */
  readonly stopped: boolean;
}

export interface Verdict {
  readonly kind: VerdictKind;
  /** Exposed fans still needed, over all variants that are compared. */
  readonly missing: number;
  /** The best rate and the next; null with fewer than two to compare. */
  readonly leaderId: string | null;
  readonly runnerUpId: string | null;
  /** Of leader less runner-up. */
  readonly test: TwoProportionTest | null;
  readonly interval: Interval | null;
  /** The interval is clear of zero: this holds however often it was looked at. */
  readonly holdsUnderPeeking: boolean;
}

export interface VerdictPlan {
  /** Per variant. */
  readonly sampleSize: number;
  readonly minimalEffect: number;
}

export function verdictOf(variants: readonly VariantResult[], plan: VerdictPlan): Verdict {
  const needed = Math.max(LEAST_PER_VARIANT, plan.sampleSize);
  const live = variants.filter(({ stopped }) => !stopped);
  const missing = live.reduce((sum, { exposed }) => sum + Math.max(0, needed - exposed), 0);
  const [leader, runnerUp] = live.toSorted(
    (left, right) => rateOf(proportion(right)) - rateOf(proportion(left)) || (left.id < right.id ? -1 : 1),
  );
  if (!leader || !runnerUp) {
    const none = { runnerUpId: null, test: null, interval: null, holdsUnderPeeking: false };
    return { kind: "stopped_by_guardrail", missing: 0, leaderId: leader?.id ?? null, ...none };
  }
  const test = testProportions(proportion(runnerUp), proportion(leader));
  const interval = alwaysValidInterval(proportion(runnerUp), proportion(leader), plan.minimalEffect);
  return {
    kind: missing > 0 ? "not_enough_data" : kindOf(test.confidence),
    missing,
    leaderId: leader.id,
    runnerUpId: runnerUp.id,
    test,
    interval,
    holdsUnderPeeking: excludesZero(interval),
  };
}

const proportion = ({ converted, exposed }: VariantResult) => ({ successes: converted, trials: exposed });

function kindOf(confidence: number): VerdictKind {
  if (confidence >= WINNER_CONFIDENCE) return "winner";
  return confidence >= PROMISING_CONFIDENCE ? "promising" : "no_difference";
}
