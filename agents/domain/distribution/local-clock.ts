// A time zone's clock on whole minutes. Intl is slow, so it is asked once a zone and day, and for the moment of a change.
// Moments are kept in UTC and spoken in a zone's own time, so a change of the clocks moves no post; an hour that a change
// leaves out is no moment at all.
import { knownZone } from "../../kernel/time-zone.ts";

export const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** Minutes are counted from 1970-01-01T00:00Z; local ones and days as if the local clock were UTC. */
export interface LocalClock {
  /** What is added to UTC, in minutes. */
  offsetAt(minute: number): number;
  /** The local calendar day that a moment lies in. */
  dayOf(minute: number): number;
  /** The first moment the local clock shows this; null where it is put forward past it. */
  momentOf(localMinute: number): number | null;
  /** The offset of a whole day; null near a change of the clock. */
  steadyOffset(day: number): number | null;
}

const CLOCKS = new Map<string, LocalClock>();

/** A zone nobody knows is taken for UTC, as everywhere. */
export function localClock(timeZone: string): LocalClock {
  const known = CLOCKS.get(timeZone);
  if (known) return known;
  const clock = makeClock(offsetReader(timeZone));
  CLOCKS.set(timeZone, clock);
  return clock;
}

const DAY_NAMES = new Map<number, string>();

/** Day 0 is "1970-01-01". */
export function dayName(day: number): string {
  return remembered(DAY_NAMES, day, () => new Date(day * DAY_MS).toISOString().slice(0, 10));
}

/** @throws RangeError for what is no calendar day */
export function dayNumber(name: string): number {
  const day = Date.parse(`${name}T00:00:00Z`) / DAY_MS;
  if (!Number.isInteger(day) || dayName(day) !== name)
    throw new RangeError(`"${name.slice(0, 20)}" is no day: write it as 2026-12-24`);
  return day;
}

/** With fractions of a minute. */
export function minuteOf(moment: Date): number {
  return moment.getTime() / MINUTE_MS;
}

export function momentAt(minute: number): Date {
  return new Date(minute * MINUTE_MS);
}

/** What a clock on a wall shows: "2026-12-01", 18, 30. */
export interface WallTime {
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

export function wallTimeIn(timeZone: string, at: Date): WallTime {
  const utc = Math.floor(minuteOf(at));
  const local = utc + localClock(timeZone).offsetAt(utc);
  const day = Math.floor(local / DAY_MINUTES);
  const minutes = local - day * DAY_MINUTES;
  return { day: dayName(day), hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

/** "2026-12-01": the day it is there. */
export function dayIn(timeZone: string, at: Date): string {
  return wallTimeIn(timeZone, at).day;
}

/** "2026-12-01 18:30" */
export function spokenTime(timeZone: string, at: Date): string {
  const { day, hour, minute } = wallTimeIn(timeZone, at);
  return `${day} ${two(hour)}:${two(minute)}`;
}

export const two = (value: number): string => String(value).padStart(2, "0");

/** Of an hour that comes twice, the first; null: clocks are put forward over it, so it never is. */
export function momentOf(timeZone: string, { day, hour, minute }: WallTime): Date | null {
  const found = localClock(timeZone).momentOf(dayNumber(day) * DAY_MINUTES + hour * 60 + minute);
  return found === null ? null : momentAt(found);
}

/** The first moment of a local day; where midnight is left out, the first that is. */
export function startOfDay(timeZone: string, day: string): Date {
  for (let hour = 0; hour < 4; hour += 1) {
    const at = momentOf(timeZone, { day, hour, minute: 0 });
    if (at) return at;
  }
  throw new RangeError(`${day} does not begin in ${timeZone}`);
}

function makeClock(readOffset: (minute: number) => number): LocalClock {
  const offsets = new Map<number, number>();
  const changes = new Map<number, number>();

  const offsetAtStart = (day: number) => remembered(offsets, day, () => readOffset(day * DAY_MINUTES));

  /** The first minute of a UTC day with its later offset. */
  const changeIn = (day: number) =>
    remembered(changes, day, () => {
      let before = day * DAY_MINUTES;
      let after = before + DAY_MINUTES;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (readOffset(middle) === offsetAtStart(day)) before = middle;
        else after = middle;
      }
      return after;
    });

  const offsetAt = (minute: number) => {
    const day = Math.floor(minute / DAY_MINUTES);
    const first = offsetAtStart(day);
    const last = offsetAtStart(day + 1);
    return first === last || minute < changeIn(day) ? first : last;
  };

  return {
    offsetAt,
    dayOf: (minute) => Math.floor((minute + offsetAt(minute)) / DAY_MINUTES),
    momentOf: (localMinute) => {
      // Zones are less than a day from UTC, so one of these offsets holds; the greater is the earlier moment.
      const before = offsetAt(localMinute - DAY_MINUTES);
      const after = offsetAt(localMinute + DAY_MINUTES);
      const earlier = localMinute - Math.max(before, after);
      if (localMinute - offsetAt(earlier) === earlier) return earlier;
      const later = localMinute - Math.min(before, after);
      return localMinute - offsetAt(later) === later ? later : null;
    },
    steadyOffset: (day) => {
      const first = offsetAtStart(day - 1);
      return first === offsetAtStart(day + 2) ? first : null;
    },
  };
}

function remembered<Value>(known: Map<number, Value>, key: number, read: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = read();
  known.set(key, value);
  return value;
}

function offsetReader(timeZone: string): (minute: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: knownZone(timeZone) ?? "UTC",
    timeZoneName: "longOffset",
  });
  return (minute) => {
    const name = format.formatToParts(momentAt(minute)).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d+):?(\d+)?/.exec(name.replace("−", "-")) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  };
}
