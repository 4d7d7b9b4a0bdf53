// How much better than usual something does, told by few posts: drawn toward what was thought before (empirical Bayes).
import { DAY_MS } from "../../kernel/clock.ts";
import { erf } from "../experiments/error-function.ts";

/** What was thought before counts as this many posts. */
export const PRIOR_STRENGTH = 8;
/** Posts older than this tell nothing any more (domain 6). */
export const LEARNING_DAYS = 30;
/** A post of two weeks ago counts half. */
const HALF_LIFE_DAYS = 15;
/** One post counts for at most ten times, at least for a tenth of the usual: a viral one is mostly luck. */
const WIDEST_LIFT = Math.log(10);
/** Of the logarithm of a post's engagement around its hour's, as far as posts do not tell: about a half up or down. */
const USUAL_DEVIATION = 0.5;

export interface EngagementSample {
  readonly publishedAt: Date;
  /** By the account's own median: 1 is a usual post. */
  readonly engagement: number;
}

export interface Lift {
  /** 1 as usual, 1.2 a fifth better. */
  readonly lift: number;
  /** Of posts alone, as shrunk; between the two with 9 chances of 10. */
  readonly low: number;
  readonly high: number;
  /** 0..1: how likely it is better than usual. */
  readonly sure: number;
  /** 0..1: how much of it the posts tell, and not what was thought before. */
  readonly ownShare: number;
}

export interface WeighedLift {
  /** The logarithm of its lift. */
  readonly value: number;
  /** How much it counts: 1 a post of now. */
  readonly weight: number;
}

/** Without those that are too old, of the future, or no number. */
export function weighSamples<Sample extends EngagementSample>(
  samples: readonly Sample[],
  now: Date,
): (WeighedLift & { readonly sample: Sample })[] {
  return samples.flatMap((sample) => {
    const days = (now.getTime() - sample.publishedAt.getTime()) / DAY_MS;
    if (!(days >= 0 && days <= LEARNING_DAYS && sample.engagement >= 0)) return [];
    const value = Math.max(-WIDEST_LIFT, Math.min(WIDEST_LIFT, Math.log(sample.engagement)));
    return [{ sample, value, weight: 2 ** (-days / HALF_LIFE_DAYS) }];
  });
}

/** `before` is the lift that was thought: 1 where nothing was. */
export function shrunkLift(told: readonly WeighedLift[], before: number): Lift {
  const weight = told.reduce((sum, each) => sum + each.weight, 0);
  const sum = told.reduce((total, each) => total + each.weight * each.value, 0);
  const value = (sum + PRIOR_STRENGTH * Math.log(before)) / (weight + PRIOR_STRENGTH);
  const deviation = USUAL_DEVIATION / Math.sqrt(weight + PRIOR_STRENGTH);
  return {
    lift: Math.exp(value),
    low: Math.exp(value - 1.645 * deviation),
    high: Math.exp(value + 1.645 * deviation),
    sure: (1 + erf(value / deviation / Math.SQRT2)) / 2,
    ownShare: weight / (weight + PRIOR_STRENGTH),
  };
}
