// What makes posts do better, told apart from chance: empirical Bayes over groups of posts. Pure.
import { groupBy } from "../../kernel/group-by.ts";
import { median } from "./account-health.ts";

/** What a post came to. Counts the platform does not tell are null. */
export interface PostFigures {
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly saves: number | null;
}

/** Every way of answering a post counts once; null where the platform tells none. */
export function interactionsOf({ likes, comments, shares, saves }: PostFigures): number | null {
  const told = [likes, comments, shares, saves].filter((count) => count !== null);
  return told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
}

/** Each value by the middle one: 1 is usual, 2 twice as good. Empty where the middle is nothing. */
export function byMedian<Item>(items: readonly Item[], figure: (item: Item) => number): readonly [Item, number][] {
  const middle = median(items.map(figure));
  return middle > 0 ? items.map((item) => [item, figure(item) / middle]) : [];
}

export interface Effect {
  readonly key: string;
  readonly posts: number;
  /** A multiple of the usual, drawn toward 1 the more, the fewer posts there are and the more they differ. */
  readonly factor: number;
  /** In nineteen of twenty cases the true one is between these. */
  readonly low: number;
  readonly high: number;
}

/** Fewer posts than this tell nothing, whatever they came to. Ours. */
export const TELLING_POSTS = 4;

export interface EffectSample {
  readonly key: string;
  /** A multiple of the account's usual engagement, from 0. */
  readonly ratio: number;
}

/** A post nobody answered is a bad one, not a minus infinity. */
const LEAST_RATIO = 0.05;
/** Groups differ at least so little (variance of logarithms): two hours of one sample each do not become equal for good. */
const LEAST_BETWEEN = 0.01;
/** Where no group has two posts: single posts of one account vary by this much (log-normal, about a factor of 1.8). */
const USUAL_WITHIN = 0.35;
const Z = 1.96;

/**
 * One effect a key, best first. On logarithms, so that one post that went round the world does not make its hour:
 * mean of the group, weighed against the common mean by variance within and between groups (method of moments).
 */
export function shrunkEffects(samples: readonly EffectSample[]): Effect[] {
  const groups = groupBy(
    samples.map(({ key, ratio }) => ({ key, log: Math.log(Math.max(LEAST_RATIO, ratio)) })),
    ({ key }) => key,
  );
  const sets = [...groups].map(([key, rows]) => ({ key, logs: rows.map(({ log }) => log) }));
  const common = mean(sets.flatMap(({ logs }) => logs));
  const within = varianceWithin(sets.map(({ logs }) => logs));
  const between = varianceBetween(
    sets.map(({ logs }) => logs),
    common,
    within,
  );
  return sets
    .map(({ key, logs }) => {
      const posts = logs.length;
      const trust = between / (between + within / posts);
      const center = trust * (mean(logs) - common);
      const spread = Z * Math.sqrt(1 / (1 / between + posts / within));
      return {
        key,
        posts,
        factor: Math.exp(center),
        low: Math.exp(center - spread),
        high: Math.exp(center + spread),
      };
    })
    .sort((one, other) => other.factor - one.factor || one.key.localeCompare(other.key));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceWithin(sets: readonly (readonly number[])[]): number {
  const freedom = sets.reduce((sum, logs) => sum + logs.length - 1, 0);
  if (freedom <= 0) return USUAL_WITHIN;
  const squares = sets.reduce((sum, logs) => {
    const center = mean(logs);
    return sum + logs.reduce((part, log) => part + (log - center) ** 2, 0);
  }, 0);
  return Math.max(squares / freedom, LEAST_BETWEEN);
}

/** What is left of the differences between groups once chance has had its share. */
function varianceBetween(sets: readonly (readonly number[])[], common: number, within: number): number {
  const total = sets.reduce((sum, logs) => sum + logs.length, 0);
  const squares = sets.reduce((sum, logs) => sum + logs.length * (mean(logs) - common) ** 2, 0);
  const scale = total - sets.reduce((sum, logs) => sum + logs.length ** 2, 0) / Math.max(1, total);
  if (scale <= 0) return LEAST_BETWEEN;
  return Math.max(LEAST_BETWEEN, (squares - (sets.length - 1) * within) / scale);
}
