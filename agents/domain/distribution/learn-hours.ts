// Which hours an account's audience answers best: its own posts against the platform's habit, shrunk, and never final.
import { localClock, minuteOf } from "./local-clock.ts";
import { type EngagementSample, type Lift, shrunkLift, type WeighedLift, weighSamples } from "./shrunk-lift.ts";
import type { HourWeights } from "./slot-plan.ts";

/** Domain 6. */
export const TOP_HOURS = 5;
/** Of the posts, those that go out in other hours: what is never tried is never learned. */
export const EXPLORE_SHARE = 0.06;
/** Nobody is woken to find out: other hours are tried from the first up to the last of these. */
const TRIED_HOURS = { from: 8, to: 22 } as const;
/** What an hour without a place in the platform's habit is thought to do beside one with. */
const UNNAMED_HOUR_LIFT = 0.8;
/** A post tells of the hours beside its own, too: people do not come by the stroke of the clock. */
const NEIGHBOUR_SHARE = 0.5;
/** An hour that does a fifth better comes three times as often: 1.2 to the sixth. */
const SHARPNESS = 6;

export interface LearnedHour extends Lift {
  readonly hour: number;
  /** Posts of the last 30 days that went out in it. */
  readonly posts: number;
  /** Whether the platform's habit names it. */
  readonly habitual: boolean;
}

export interface LearnedHours {
  readonly hours: HourWeights;
  /** "prior": no post of the last 30 days tells anything, the habit stands as it is. */
  readonly source: "prior" | "learned";
  /** Posts that were learned from. */
  readonly posts: number;
  readonly exploreShare: number;
  /** Best first. */
  readonly top: readonly LearnedHour[];
}

/** `timeZone` is the audience's: an hour is of its day. */
export function learnHours(
  prior: HourWeights,
  samples: readonly EngagementSample[],
  now: Date,
  timeZone: string,
): LearnedHours {
  const best = Math.max(...prior);
  if (prior.length !== 24 || !(best > 0)) throw new RangeError("prior hours are 24 weights, at least one above zero");
  const clock = localClock(timeZone);
  const told = weighSamples(samples, now).map(({ sample, value, weight }) => {
    const minute = Math.floor(minuteOf(sample.publishedAt));
    return { value, weight, hour: Math.round((minute + clock.offsetAt(minute)) / 60) % 24 };
  });
  const judged = prior.map((weight, hour): LearnedHour => {
    const before = 1 - (1 - UNNAMED_HOUR_LIFT) * (1 - weight / best);
    return {
      hour,
      posts: told.filter((each) => each.hour === hour).length,
      habitual: weight > 0,
      ...shrunkLift(
        told.flatMap((each) => tellingOf(hour, each)),
        before,
      ),
    };
  });
  const top = judged.toSorted((one, other) => other.lift - one.lift || one.hour - other.hour).slice(0, TOP_HOURS);
  if (told.length === 0) return { hours: prior, source: "prior", posts: 0, exploreShare: 0, top };
  return { hours: weightsOf(top, prior), source: "learned", posts: told.length, exploreShare: EXPLORE_SHARE, top };
}

function tellingOf(hour: number, told: WeighedLift & { readonly hour: number }): WeighedLift[] {
  const apart = Math.abs(hour - told.hour);
  if (apart === 0) return [told];
  return Math.min(apart, 24 - apart) === 1 ? [{ value: told.value, weight: told.weight * NEIGHBOUR_SHARE }] : [];
}

function weightsOf(top: readonly LearnedHour[], prior: HourWeights): HourWeights {
  const strengths = new Map(top.map(({ hour, lift }) => [hour, lift ** SHARPNESS]));
  const sum = [...strengths.values()].reduce((total, each) => total + each, 0);
  const isTried = (hour: number) =>
    !strengths.has(hour) && ((prior[hour] ?? 0) > 0 || (hour >= TRIED_HOURS.from && hour <= TRIED_HOURS.to));
  const tried = prior.filter((_, hour) => isTried(hour)).length;
  return prior.map((_, hour) => {
    const strength = strengths.get(hour);
    if (strength !== undefined) return (strength / sum) * (1 - EXPLORE_SHARE);
    return isTried(hour) ? EXPLORE_SHARE / tried : 0;
  });
}
