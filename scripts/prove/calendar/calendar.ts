// The calendar proof: random calendars against rules read anew, the speed of a thousand accounts, and learned hours
// against the platform's habit.
import { planSlots } from "../../../agents/domain/distribution/plan-slots.ts";
import { priorHours } from "../../../agents/domain/distribution/posting-habits.ts";
import { isQuietDay } from "../../../agents/domain/distribution/quiet-day.ts";
import type { SlotPlan, SlotRequest } from "../../../agents/domain/distribution/slot-plan.ts";
import { seededRandom } from "../../../agents/kernel/random.ts";
import type { Proof, ProofReport } from "../proof.ts";
import { habitualAudience, hiddenAudience, type Outcome, tryAudience } from "./audiences.ts";
import { brokenRules, placeLeft, wallClock } from "./check.ts";
import { minutesOf, randomCalendar, ZONES } from "./random-calendar.ts";
import { proveReplans } from "./replans.ts";

const CALENDARS = 10_000;
/** Each of these is searched minute by minute for a place that was missed: slow, so not every one. */
const SEARCHED_EVERY = 20;
const SEARCHED_DAYS = 8;
/** Of further calendars, each after something happened. */
const REPLANS = 2_000;
const FAILURES_TOLD = 20;
const SEED_STEP = 100_000;

const ACCOUNTS = 1_000;
const PLAN_DAYS = 30;
const POSTS_PER_ACCOUNT = 60;
const MOST_PLANNING_MS = 2_000;
/** The shortest counts: what else the machine does is not the scheduler's time. */
const TIMINGS = 5;

const AUDIENCES = 300;
const LEAST_Z = 3;
const LEAST_WINS = 0.7;
/** Of audiences that are what the habit says: what trying other hours may cost. */
const MOST_MEAN_LOSS = 0.08;
const MOST_LOSS = 0.2;
const QUIET_SHARE = { from: 0.09, to: 0.11 } as const;

export const calendar: Proof = {
  name: "calendar",
  summary: "10,000 random calendars keep every limit; 1,000 accounts x 30 days are timed; learned hours beat the habit",
  run: async ({ seed, say }) => {
    const reports: ProofReport[] = [];
    say(`${CALENDARS} calendars`);
    reports.push(proveCalendars(seed, CALENDARS), proveReplans(seed * SEED_STEP, REPLANS));
    say(`${ACCOUNTS} accounts x ${PLAN_DAYS} days`);
    reports.push(proveSpeed(seed), proveQuietDays(seed));
    say(`${AUDIENCES} audiences of each kind`);
    reports.push(proveLearning(seed, AUDIENCES));
    return {
      figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
      failures: reports.flatMap(({ failures }) => failures),
    };
  },
};

export function proveCalendars(seed: number, count: number): ProofReport {
  const figures = {
    calendars: count,
    slots: 0,
    missing: 0,
    "over a clock change": 0,
    searched: 0,
    "places missed": 0,
    uneven: 0,
  };
  const broken: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const request = randomCalendar(seed * SEED_STEP + number);
    const isQuiet = (day: string) => isQuietDay(request.account.id, day);
    const plan = planSlots(request);
    figures.slots += plan.slots.length;
    figures.missing += plan.missing;
    if (changesClock(request)) figures["over a clock change"] += 1;
    for (const rule of brokenRules(request, plan, isQuiet)) broken.push(`calendar ${number}: ${rule} is broken`);
    const days = (request.until.getTime() - request.from.getTime()) / 86_400_000;
    if (number % SEARCHED_EVERY !== 0 || days > SEARCHED_DAYS) continue;
    figures.searched += 1;
    const minutes = minutesOf(request);
    if (plan.missing > 0 && placeLeft(request, plan, isQuiet, minutes) !== null) {
      figures["places missed"] += 1;
      broken.push(`calendar ${number}: a post is missing though there is room`);
    }
    if (isUneven(request, plan, isQuiet, minutes)) figures.uneven += 1;
  }
  if (figures.uneven > figures.searched / 50) broken.push(`${figures.uneven} of ${figures.searched} plans are uneven`);
  return { figures: { ...figures, "rules broken": broken.length }, failures: broken.slice(0, FAILURES_TOLD) };
}

function changesClock({ account, from, until }: SlotRequest): boolean {
  return (ZONES[account.timeZone] ?? []).some((day) => Date.parse(day) > +from && Date.parse(day) < +until);
}

/** Whether one day has two posts more than another that would have taken one. */
function isUneven(
  { account, ...request }: SlotRequest,
  plan: SlotPlan,
  isQuiet: (day: string) => boolean,
  minutes: readonly number[],
): boolean {
  const dayOf = (at: number) => wallClock(account.timeZone, at).day;
  const named = minutes.map((at) => ({ at, day: dayOf(at) }));
  const days = [...new Set(named.map(({ day }) => day))];
  const posts = [...account.taken.map(Number), ...plan.slots.map(({ at }) => +at)].map(dayOf);
  const countOn = (day: string) => posts.filter((each) => each === day).length;
  const fullest = Math.max(0, ...plan.slots.map(({ localDay }) => countOn(localDay)));
  return days.some((day) => {
    if (countOn(day) > fullest - 2) return false;
    const its = named.filter((each) => each.day === day).map(({ at }) => at);
    return placeLeft({ account, ...request }, plan, isQuiet, its) !== null;
  });
}

function proveSpeed(seed: number): ProofReport {
  const times = Array.from({ length: TIMINGS }, () => {
    const started = performance.now();
    for (let number = 0; number < ACCOUNTS; number += 1) planSlots(monthOf(seed, number));
    return performance.now() - started;
  });
  const ms = Math.round(Math.min(...times));
  const failures = ms < MOST_PLANNING_MS ? [] : [`planning took ${ms} ms, over ${MOST_PLANNING_MS}`];
  return { figures: { [`${ACCOUNTS} accounts x ${PLAN_DAYS} days ms`]: ms }, failures };
}

/** In March and April, when most of the zones change their clocks. */
function monthOf(seed: number, number: number): SlotRequest {
  const platform = ["instagram", "tiktok", "x", "gallery"][number % 4] ?? "instagram";
  const from = Date.UTC(2026, 2, 12);
  return {
    account: {
      id: `account ${number}`,
      platform,
      timeZone: Object.keys(ZONES)[number % 6] ?? "UTC",
      connectedAt: new Date(number % 3 === 0 ? from : 0),
      hours: priorHours(platform),
      taken: Array.from({ length: 5 }, (_, index) => new Date(from - (index + 1) * 43_200_000)),
      quiet: [],
    },
    from: new Date(from),
    until: new Date(from + PLAN_DAYS * 86_400_000),
    wanted: POSTS_PER_ACCOUNT,
    random: seededRandom(seed + number),
  };
}

/** Looked at from outside: days a plan that wants all it can get leaves empty, twice with other luck. */
function proveQuietDays(seed: number): ProofReport {
  let days = 0;
  let empty = 0;
  const failures: string[] = [];
  for (let number = 0; number < 200; number += 1) {
    const used = [seed, seed + 1].map((luck) => {
      const month = monthOf(luck, number);
      const account = { ...month.account, connectedAt: new Date(0), taken: [] };
      const from = new Date(Date.UTC(2026, 4, 1, 12));
      const { slots } = planSlots({
        ...month,
        account,
        from,
        until: new Date(+from + 100 * 86_400_000),
        wanted: 2_000,
      });
      return [...new Set(slots.map(({ localDay }) => localDay))];
    });
    if (used[0]?.join() !== used[1]?.join()) failures.push(`account ${number} has other quiet days when planned again`);
    days += 100;
    empty += 100 - (used[0]?.length ?? 0);
  }
  const share = empty / days;
  if (share < QUIET_SHARE.from || share > QUIET_SHARE.to) failures.push(`${percent(share)} % of days are quiet`);
  return { figures: { "quiet days %": percent(share) }, failures: failures.slice(0, FAILURES_TOLD) };
}

function proveLearning(seed: number, count: number): ProofReport {
  const seeds = Array.from({ length: count }, (_, number) => seed * SEED_STEP + number);
  const hidden = seeds.map((each) => tryAudience(hiddenAudience(each)));
  const habitual = seeds.map((each) => tryAudience(habitualAudience(each)));
  const gain = gainsOf(hidden);
  const loss = gainsOf(habitual);
  const failures: string[] = [];
  if (gain.z < LEAST_Z) failures.push(`learned hours gain ${percent(gain.mean)} %, z ${gain.z.toFixed(1)}: no proof`);
  if (gain.wins < LEAST_WINS) failures.push(`learned hours win with ${percent(gain.wins)} % of audiences only`);
  if (loss.mean < -MOST_MEAN_LOSS) failures.push(`an audience of habit loses ${percent(-loss.mean)} % by learning`);
  if (loss.worst < -MOST_LOSS) failures.push(`one audience of habit loses ${percent(-loss.worst)} % by learning`);
  return {
    figures: {
      "hidden hour: engagement by habit": gain.prior,
      "hidden hour: engagement learned": gain.learned,
      "hidden hour: gain %": percent(gain.mean),
      "hidden hour: gain z": Math.round(gain.z * 10) / 10,
      "hidden hour: learned wins %": percent(gain.wins),
      "hidden hour: worst %": percent(gain.worst),
      "habit holds: engagement by habit": loss.prior,
      "habit holds: engagement learned": loss.learned,
      "habit holds: gain %": percent(loss.mean),
      "habit holds: worst %": percent(loss.worst),
    },
    failures,
  };
}

function gainsOf(outcomes: readonly Outcome[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
  const gains = outcomes.map(({ prior, learned }) => learned / prior - 1);
  const gain = mean(gains);
  const variance = gains.reduce((sum, each) => sum + (each - gain) ** 2, 0) / (gains.length - 1);
  return {
    prior: rounded(mean(outcomes.map(({ prior }) => prior))),
    learned: rounded(mean(outcomes.map(({ learned }) => learned))),
    mean: gain,
    z: gain / Math.sqrt(variance / gains.length),
    wins: gains.filter((each) => each > 0).length / gains.length,
    worst: Math.min(...gains),
  };
}

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
