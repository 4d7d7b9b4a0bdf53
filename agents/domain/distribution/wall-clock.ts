// Between moments and what a clock on a wall shows. Moments are kept in UTC and spoken in a zone's own time, so a change of
// the clocks moves no post; an hour that a change leaves out is no moment at all.
import { MINUTE_MS } from "../../kernel/clock.ts";

/** "2026-12-01", 18, 30. */
export interface WallTime {
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** @throws RangeError for a zone nobody knows */
export function wallTimeIn(timeZone: string, at: Date): WallTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
  };
}

/** "2026-12-01 18:30" */
export function spokenTime(timeZone: string, at: Date): string {
  const { day, hour, minute } = wallTimeIn(timeZone, at);
  return `${day} ${two(hour)}:${two(minute)}`;
}

export const two = (value: number): string => String(value).padStart(2, "0");

/** Of an hour that comes twice, the first; null: clocks are put forward over it, so it never is. */
export function momentOf(timeZone: string, { day, hour, minute }: WallTime): Date | null {
  const asUtc = Date.parse(`${day}T${two(hour)}:${two(minute)}:00Z`);
  // The zone's offset before and behind any change that lies near.
  const offsets = [-24, 24].map((hours) => offsetMs(timeZone, new Date(asUtc + hours * 60 * MINUTE_MS)));
  const candidates = offsets.map((offset) => asUtc - offset).sort((one, other) => one - other);
  const found = candidates.find((ms) => {
    const shown = wallTimeIn(timeZone, new Date(ms));
    return shown.day === day && shown.hour === hour && shown.minute === minute;
  });
  return found === undefined ? null : new Date(found);
}

/** The first moment of a local day; where midnight is left out, the first that is. */
export function startOfDay(timeZone: string, day: string): Date {
  for (let hour = 0; hour < 4; hour += 1) {
    const at = momentOf(timeZone, { day, hour, minute: 0 });
    if (at) return at;
  }
  throw new RangeError(`${day} does not begin in ${timeZone}`);
}

function offsetMs(timeZone: string, at: Date): number {
  const { day, hour, minute } = wallTimeIn(timeZone, at);
  const shown = Date.parse(`${day}T${two(hour)}:${two(minute)}:00Z`);
  return shown - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}
