// Judges a plan by the domain's rules, read anew: numbers written down again, the calendar by Intl alone.
import type { SlotPlan, SlotRequest } from "../../../agents/domain/distribution/slot-plan.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Hours between two posts, posts a day: domain 6, and those that are the product's own. */
const LIMITS: Readonly<Record<string, { readonly gapHours: number; readonly most: number }>> = {
  instagram: { gapHours: 4, most: 3 },
  tiktok: { gapHours: 3, most: 5 },
  x: { gapHours: 1, most: 10 },
  gallery: { gapHours: 6, most: 2 },
  age_verified_store: { gapHours: 6, most: 2 },
  youtube: { gapHours: 5, most: 3 },
  threads: { gapHours: 2, most: 5 },
  bluesky: { gapHours: 2, most: 6 },
  telegram_channel: { gapHours: 4, most: 3 },
};

function limitsOf(platform: string) {
  const limits = LIMITS[platform];
  if (!limits) throw new RangeError(`no limits of ${platform} are written down here`);
  return limits;
}

/** Posts a day of a new account: by its age in days. */
function rampOf(age: number): number {
  if (age < 3) return 1;
  if (age < 7) return 2;
  if (age < 14) return 3;
  return age < 21 ? 5 : 10;
}

export type Rule =
  | "count"
  | "range"
  | "order"
  | "good_hour"
  | "local_day"
  | "repeated_hour"
  | "gap"
  | "daily_cap"
  | "rolling_cap"
  | "warm_up"
  | "quiet_stretch"
  | "quiet_day";

interface Wall {
  readonly day: string;
  readonly minutes: number;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

export function wallClock(timeZone: string, at: number): Wall {
  let format = FORMATS.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    FORMATS.set(timeZone, format);
  }
  const [day = "", time = ""] = format.format(at).split(" ");
  const [hours, minutes] = time.split(":").map(Number);
  return { day, minutes: (hours ?? 0) * 60 + (minutes ?? 0) };
}

/** The rules a plan breaks; none: it holds. */
export function brokenRules(request: SlotRequest, plan: SlotPlan, isQuiet: (day: string) => boolean): Set<Rule> {
  const broken = new Set<Rule>();
  if (plan.slots.length + plan.missing !== request.wanted || plan.missing < 0) broken.add("count");
  if (plan.missing > 0 && Object.keys(plan.limits).length === 0) broken.add("count");
  const times = plan.slots.map(({ at }) => at.getTime());
  if (times.some((at, index) => index > 0 && at < (times[index - 1] ?? 0))) broken.add("order");
  const judge = judgeOf(request);
  for (const [index, slot] of plan.slots.entries()) {
    const at = slot.at.getTime();
    if (judge.wall(at).day !== slot.localDay) broken.add("local_day");
    if (Math.abs(judge.wall(at).minutes - slot.localHour * 60) > 30) broken.add("good_hour");
    if (!((request.account.hours[slot.localHour] ?? 0) > 0)) broken.add("good_hour");
    for (const rule of judge.against(at, times.toSpliced(index, 1), isQuiet)) broken.add(rule);
  }
  return broken;
}

/** Whether one more post could go out at a moment, beside all that stands. */
export function judgeOf({ account, from, until }: SlotRequest) {
  const { timeZone, quiet } = account;
  const limits = limitsOf(account.platform);
  const taken = account.taken.map((post) => post.getTime());
  const wall = (at: number) => wallClock(timeZone, at);
  const takenDays = taken.map((at) => wall(at).day);
  const connected = wall(account.connectedAt.getTime()).day;
  const ageOf = (day: string) => Math.round((Date.parse(day) - Date.parse(connected)) / DAY_MS);

  function* against(at: number, others: readonly number[], isQuiet: (day: string) => boolean): Iterable<Rule> {
    const { day, minutes } = wall(at);
    if (at < from.getTime() || at >= until.getTime()) yield "range";
    for (const back of [30, 60]) {
      const before = wall(at - back * MINUTE_MS);
      if (before.day === day && before.minutes === minutes) yield "repeated_hour";
    }
    if (quiet.some((stretch) => day >= stretch.from && day <= stretch.to)) yield "quiet_stretch";
    if (isQuiet(day)) yield "quiet_day";
    const all = [...taken, ...others];
    if (all.some((other) => Math.abs(other - at) < limits.gapHours * 3_600_000)) yield "gap";
    const days = [...takenDays, ...others.map((other) => wall(other).day)];
    const sameDay = days.filter((other) => other === day).length + 1;
    if (sameDay > limits.most) yield "daily_cap";
    if (sameDay > rampOf(ageOf(day))) yield "warm_up";
    const shifted = (by: number) => new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
    if (ageOf(day) < 3 && days.includes(shifted(-1))) yield "warm_up";
    if (ageOf(day) < 2 && days.includes(shifted(1))) yield "warm_up";
    const ends = [...all, at].filter((end) => end >= at && end - at < DAY_MS);
    const crowded = ends.some(
      (end) => [...all, at].filter((one) => one > end - DAY_MS && one <= end).length > limits.most,
    );
    if (crowded) yield "rolling_cap";
  }
  return { wall, against };
}

/** A moment of a local day that would have taken one more post; null: the day is full, as the plan says. */
export function placeLeft(
  request: SlotRequest,
  plan: SlotPlan,
  isQuiet: (day: string) => boolean,
  minutes: readonly number[],
): number | null {
  const judge = judgeOf(request);
  const times = plan.slots.map(({ at }) => at.getTime());
  const isGood = (at: number) => {
    const { minutes: clock } = judge.wall(at);
    return request.account.hours.some((weight, hour) => weight > 0 && Math.abs(clock - hour * 60) <= 30);
  };
  return minutes.find((at) => isGood(at) && [...judge.against(at, times, isQuiet)].length === 0) ?? null;
}
