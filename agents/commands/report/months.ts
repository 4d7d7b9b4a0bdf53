// Calendar months and weeks of UTC, as reports count them.
import { DAY_MS } from "../../kernel/clock.ts";

/** "2026-11" */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** Months before or after: "2026-11", -1 is "2026-10". */
export function monthAway(month: string, months: number): string {
  const date = startOfMonth(month);
  date.setUTCMonth(date.getUTCMonth() + months);
  return monthOf(date);
}

export const startOfMonth = (month: string): Date => new Date(`${month}-01T00:00:00Z`);

/** A scope begins behind its first instant and ends with its last one. */
export function monthSpan(month: string): { readonly from: Date; readonly to: Date } {
  return {
    from: new Date(startOfMonth(month).getTime() - 1),
    to: new Date(startOfMonth(monthAway(month, 1)).getTime() - 1),
  };
}

/** The Monday of its week. */
export function mondayOf(at: Date): Date {
  const day = Date.parse(at.toISOString().slice(0, 10));
  return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * DAY_MS);
}
