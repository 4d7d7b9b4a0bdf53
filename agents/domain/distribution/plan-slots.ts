// When the posts of an account go out: even over the days first, then in its best hours, inside every limit (domain 6).
import type { Random } from "../../kernel/random.ts";
import { earliestFit, freeIn, type Spacing, type Stretch, withPost } from "./free-minutes.ts";
import { cut, goodWindows, joined, type Window, windowsOn } from "./good-windows.ts";
import { DAY_MINUTES, dayName, dayNumber, type LocalClock, localClock, minuteOf, momentAt } from "./local-clock.ts";
import { habitsOf, restsOn, warmUpStep } from "./posting-habits.ts";
import { isQuietDay } from "./quiet-day.ts";
import type { Slot, SlotAccount, SlotLimit, SlotPlan, SlotRequest } from "./slot-plan.ts";

/** Times a good hour is tried for a minute that leaves the day's other posts their place. */
const DRAWS = 3;
/** Hours with at least this share of the best one's weight; a day's posts make room for each other there. */
const STRONG_SHARE = 0.2;

interface Day {
  readonly number: number;
  readonly windows: readonly Window[];
  /** The windows where they overlap are one. */
  readonly open: readonly Stretch[];
  /** Of these, the strong hours'. */
  readonly strong: readonly Stretch[];
  /** Why nothing goes out on it, whatever else does. */
  readonly closed: SlotLimit | null;
  readonly most: number;
}

/** What stands so far. */
interface Board {
  readonly clock: LocalClock;
  readonly spacing: Spacing;
  readonly firstDay: number;
  /** Minutes, in order. */
  posts: readonly number[];
  /** By day. */
  readonly counts: Map<number, number>;
}

/**
 * Never more than a limit allows: what finds no place is told as missing, with the days each limit closed.
 * @throws RangeError for hours that are not 24 weights with one above zero, and for dates that are none
 */
export function planSlots({ account, from, until, wanted, random }: SlotRequest): SlotPlan {
  mustBeSound(account, [from, until, account.connectedAt, ...account.taken]);
  const board = boardOf(account);
  const range = { from: Math.ceil(minuteOf(from)), to: Math.ceil(minuteOf(until)) - 1 };
  if (range.to < range.from) return { slots: [], missing: Math.max(0, wanted), limits: { range: 1 } };
  const days = daysOf(account, board, range);
  const slots: Slot[] = [];
  for (;;) {
    const shares = shareOut(days, board, wanted - slots.length);
    if (shares.length === 0) break;
    for (const { day, count } of shares) slots.push(...fillDay(day, count, board, random));
  }
  return {
    slots: slots.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    missing: Math.max(0, wanted - slots.length),
    limits: limitsOf(days, board),
  };
}

function mustBeSound({ hours }: SlotAccount, moments: readonly Date[]): void {
  if (hours.length !== 24 || hours.some((weight) => !(weight >= 0)) || !hours.some((weight) => weight > 0)) {
    throw new RangeError("hours are 24 weights, at least one above zero");
  }
  if (moments.some((moment) => Number.isNaN(moment.getTime()))) throw new RangeError("a date of the request is none");
}

function boardOf({ platform, timeZone, connectedAt, taken }: SlotAccount): Board {
  const { minGapHours, mostADay } = habitsOf(platform);
  const clock = localClock(timeZone);
  const posts = taken.map(minuteOf).toSorted((one, other) => one - other);
  const counts = new Map<number, number>();
  for (const post of posts) countPost(counts, clock.dayOf(post));
  return {
    clock,
    spacing: { gapMinutes: minGapHours * 60, mostADay },
    firstDay: clock.dayOf(minuteOf(connectedAt)),
    posts,
    counts,
  };
}

function countPost(counts: Map<number, number>, day: number): void {
  counts.set(day, (counts.get(day) ?? 0) + 1);
}

function daysOf(account: SlotAccount, { clock, spacing, firstDay }: Board, range: Stretch): Day[] {
  const stretches = account.quiet.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
  const good = goodWindows(account.hours);
  const strength = STRONG_SHARE * Math.max(...account.hours);
  const first = clock.dayOf(range.from);
  const last = clock.dayOf(range.to);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const number = first + index;
    const whole = windowsOn(number, good, clock);
    const windows = number === first || number === last ? whole.flatMap((window) => cut(window, range)) : whole;
    const open = joined(windows);
    const strong = windows.filter(({ weight }) => weight >= strength);
    const quiet = stretches.some(({ from, to }) => number >= from && number <= to);
    return {
      number,
      windows,
      open,
      strong: strong.length === windows.length ? open : joined(strong),
      closed: closedBy(quiet, isQuietDay(account.id, dayName(number)), windows),
      most: Math.min(spacing.mostADay, warmUpStep(number - firstDay).mostADay),
    };
  });
}

function closedBy(stretch: boolean, day: boolean, windows: readonly Window[]): SlotLimit | null {
  if (stretch) return "quiet_stretch";
  if (day) return "quiet_day";
  return windows.length === 0 ? "range" : null;
}

/** How many more a day takes, of `most` asked for; none, and why. */
function roomOn(day: Day, board: Board, most: number): number | SlotLimit {
  if (day.closed) return day.closed;
  if (restsOn(day.number - board.firstDay, (by) => board.counts.has(day.number + by))) return "warm_up";
  const left = day.most - (board.counts.get(day.number) ?? 0);
  if (left <= 0) return day.most < board.spacing.mostADay ? "warm_up" : "daily_cap";
  const near = nearPosts(day, board);
  const fitting = earliestFit(day.open, near, board.spacing, Math.min(left, most)).length;
  if (fitting > 0) return fitting;
  const uncapped = { ...board.spacing, mostADay: Number.POSITIVE_INFINITY };
  return earliestFit(day.open, near, uncapped, 1).length > 0 ? "daily_cap" : "gap";
}

/** Those that can bear on a day: within 24 hours of its windows. */
function nearPosts({ open }: Day, { posts }: Board): readonly number[] {
  const from = (open.at(0)?.from ?? 0) - DAY_MINUTES;
  const to = (open.at(-1)?.to ?? 0) + DAY_MINUTES;
  return posts.filter((post) => post > from && post < to);
}

interface Share {
  readonly day: Day;
  count: number;
}

/** Level by level: days with the fewest posts first, and where not each of them gets one, those evenly apart. */
function shareOut(days: readonly Day[], board: Board, wanted: number): Share[] {
  if (wanted <= 0) return [];
  const open = days.flatMap((day) => {
    const room = roomOn(day, board, wanted);
    return typeof room === "number" ? [{ day, room, had: board.counts.get(day.number) ?? 0, count: 0 }] : [];
  });
  let left = wanted;
  while (left > 0) {
    const takers = open.filter(({ room, count }) => count < room);
    const level = Math.min(...takers.map(({ had, count }) => had + count));
    const chosen = evenly(
      takers.filter(({ had, count }) => had + count === level),
      left,
    );
    if (chosen.length === 0) break;
    for (const taker of chosen) taker.count += 1;
    left -= chosen.length;
  }
  return open.filter(({ count }) => count > 0);
}

function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const chosenBefore = (index: number) => Math.floor((index * most) / items.length + 0.5);
  return items.filter((_, index) => chosenBefore(index + 1) > chosenBefore(index));
}

/** Earlier days may have taken the room that was counted on: then fewer. */
function fillDay(day: Day, count: number, board: Board, random: Random): Slot[] {
  const slots: Slot[] = [];
  const room = roomOn(day, board, count);
  for (let left = typeof room === "number" ? room : 0; left > 0; left -= 1) {
    const drawn = draw(day, nearPosts(day, board), left, board.spacing, random);
    if (!drawn) break;
    board.posts = withPost(board.posts, drawn.minute);
    countPost(board.counts, day.number);
    slots.push({ at: momentAt(drawn.minute), localHour: drawn.hour, localDay: dayName(day.number) });
  }
  return slots;
}

/**
 * A better hour is likelier to come first. A draw must leave room for what the day still has to take, in strong hours
 * where they have it: an hour that is only tried is not where the second post of a day ends up.
 */
function draw(
  { windows, open, strong }: Day,
  near: readonly number[],
  left: number,
  spacing: Spacing,
  random: Random,
): { readonly minute: number; readonly hour: number } | null {
  const kept = left > 1 && earliestFit(strong, near, spacing, left).length === left ? strong : open;
  for (const window of drawnOrder(windows, random)) {
    const free = freeIn(window, near, spacing);
    if (free.length === 0) continue;
    for (let tries = 0; tries < DRAWS; tries += 1) {
      const minute = drawMinute(free, random);
      if (left === 1 || earliestFit(kept, withPost(near, minute), spacing, left - 1).length === left - 1) {
        return { minute, hour: window.hour };
      }
    }
  }
  const [minute] = earliestFit(open, near, spacing, 1);
  const window = windows.find(({ from, to }) => minute !== undefined && minute >= from && minute <= to);
  return minute !== undefined && window ? { minute, hour: window.hour } : null;
}

/** Each next one with a chance by its weight. */
function drawnOrder(windows: readonly Window[], random: Random): Window[] {
  return windows
    .map((window) => ({ window, key: Math.log(random()) / window.weight }))
    .sort((one, other) => other.key - one.key)
    .map(({ window }) => window);
}

function drawMinute(free: readonly Stretch[], random: Random): number {
  let index = Math.floor(random() * free.reduce((sum, { from, to }) => sum + to - from + 1, 0));
  for (const { from, to } of free) {
    if (from + index <= to) return from + index;
    index -= to - from + 1;
  }
  throw new RangeError("nothing to draw from");
}

function limitsOf(days: readonly Day[], board: Board): SlotPlan["limits"] {
  const limits: Partial<Record<SlotLimit, number>> = {};
  for (const day of days) {
    const room = roomOn(day, board, 1);
    if (typeof room === "string") limits[room] = (limits[room] ?? 0) + 1;
  }
  return limits;
}
