// A campaign over weeks: how many posts of which format and theme each week wants, for the scheduler to find places for.
import { dayName, dayNumber } from "./local-clock.ts";

export interface CampaignPlan {
  /** The first local day, "2026-12-01". */
  readonly from: string;
  readonly weeks: readonly { readonly theme: string; readonly weight: number }[];
  readonly posts: number;
  /** By format; only the ratios count. */
  readonly formats: Readonly<Record<string, number>>;
}

export interface CampaignWant {
  /** 0 for the first week. */
  readonly week: number;
  readonly theme: string;
  /** Local days, both included. */
  readonly from: string;
  readonly to: string;
  readonly format: string;
  readonly wanted: number;
}

const WEEK_DAYS = 7;

/** In order of time; adds up to `posts` exactly. @throws RangeError for weights without one above zero, or a day that is none */
export function planCampaign({ from, weeks, posts, formats }: CampaignPlan): CampaignWant[] {
  const first = dayNumber(from);
  const names = Object.keys(formats);
  const perWeek = apportion(
    posts,
    weeks.map(({ weight }) => weight),
  );
  // What all weeks so far should have of a format, less what they had: a small share comes in its turn, and not never.
  let soFar = 0;
  let had = names.map(() => 0);
  return weeks.flatMap(({ theme }, week) => {
    soFar += perWeek[week] ?? 0;
    const should = apportion(soFar, Object.values(formats));
    const open = should.map((count, index) => Math.max(0, count - (had[index] ?? 0)));
    const now = apportion(perWeek[week] ?? 0, open);
    had = had.map((count, index) => count + (now[index] ?? 0));
    const day = first + week * WEEK_DAYS;
    return names.flatMap((format, index) => {
      const wanted = now[index] ?? 0;
      return wanted > 0 ? [{ week, theme, from: dayName(day), to: dayName(day + WEEK_DAYS - 1), format, wanted }] : [];
    });
  });
}

/** Whole numbers by weight that add up to the total: the largest remainders are rounded up, earlier ones first. */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (total === 0) return weights.map(() => 0);
  if (!(sum > 0) || weights.some((weight) => weight < 0))
    throw new RangeError("weights need one above zero and none below");
  const exact = weights.map((weight) => (total * weight) / sum);
  const left = total - exact.reduce((all, share) => all + Math.floor(share), 0);
  const roundedUp = new Set(
    exact
      .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
      .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
      .slice(0, Math.round(left))
      .map(({ index }) => index),
  );
  return exact.map((share, index) => Math.floor(share) + (roundedUp.has(index) ? 1 : 0));
}
