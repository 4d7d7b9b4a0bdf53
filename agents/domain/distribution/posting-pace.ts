// How often a platform's audience is spoken to (domain 6), and what stands against a given moment.
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { dayName, localClock, minuteOf } from "./local-clock.ts";
import { habitsOf, restsOn, warmUpStep } from "./posting-habits.ts";
import type { SlotAccount } from "./slot-plan.ts";

/**
 * A post is later than its hour for all kinds of reasons. Up to the longest gap of any platform (6 h) it still speaks of its
 * own day; later, it would stand in the place of those behind it, so it is given a new hour instead.
 */
export const LATE_GRACE_MS = 6 * HOUR_MS;

/** Publishing takes a while: this much less than the gap is the gap. As wide as hours are spread (domain 6). */
export const GAP_SLACK_MS = 30 * MINUTE_MS;

export type Conflict =
  | { readonly kind: "past" }
  | { readonly kind: "gap"; readonly other: Date; readonly gapHours: number }
  | { readonly kind: "daily_cap"; readonly most: number }
  /** Day of the account's life, 1 for the first, and what it may take. */
  | { readonly kind: "warm_up"; readonly day: number; readonly most: number }
  | { readonly kind: "platform_cap"; readonly most: number }
  | { readonly kind: "quiet"; readonly reason: string };

/** What an operator may overrule: the account's own pace, never the platform's limit or the calendar on the wall. */
export const isOwnPace = ({ kind }: Conflict): boolean => kind !== "past" && kind !== "platform_cap";

/** @param platformCap posts the platform takes in any 24 hours */
export function conflictsAt(at: Date, account: SlotAccount, platformCap: number, now: Date): readonly Conflict[] {
  const { minGapHours: gapHours, mostADay: postsPerDay } = habitsOf(account.platform);
  const ms = at.getTime();
  const clock = localClock(account.timeZone);
  const dayOf = (moment: Date) => clock.dayOf(minuteOf(moment));
  const today = dayOf(at);
  const conflicts: Conflict[] = [];
  if (at <= now) conflicts.push({ kind: "past" });
  const near = account.taken
    .filter((other) => Math.abs(other.getTime() - ms) < gapHours * HOUR_MS)
    .sort((one, other) => Math.abs(one.getTime() - ms) - Math.abs(other.getTime() - ms))[0];
  if (near) conflicts.push({ kind: "gap", other: near, gapHours });
  const age = Math.max(0, today - dayOf(account.connectedAt));
  const most = Math.min(postsPerDay, warmUpStep(age).mostADay);
  const days = account.taken.map(dayOf);
  const isFull = days.filter((day) => day === today).length >= most;
  const ramped = (isFull && most < postsPerDay) || restsOn(age, (by) => days.includes(today + by));
  if (ramped) conflicts.push({ kind: "warm_up", day: age + 1, most });
  else if (isFull) conflicts.push({ kind: "daily_cap", most });
  if (mostInADay([...account.taken, at]) > platformCap) conflicts.push({ kind: "platform_cap", most: platformCap });
  const day = dayName(today);
  const quiet = account.quiet.find(({ from, to }) => from <= day && day <= to);
  if (quiet) conflicts.push({ kind: "quiet", reason: quiet.reason });
  return conflicts;
}

/** The most that fall into any 24 hours. */
function mostInADay(moments: readonly Date[]): number {
  const sorted = moments.map((moment) => moment.getTime()).sort((one, other) => one - other);
  let first = 0;
  let most = 0;
  for (const [index, ms] of sorted.entries()) {
    while (ms - (sorted[first] ?? ms) >= DAY_MS) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
