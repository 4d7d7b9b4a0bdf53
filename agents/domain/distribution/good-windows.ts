// The minutes of a day around an account's good hours, by a clock that may skip or repeat some.
import type { Stretch } from "./free-minutes.ts";
import { DAY_MINUTES, type LocalClock } from "./local-clock.ts";
import { SPREAD_MINUTES } from "./posting-habits.ts";

/** Around one good hour. */
export interface Window extends Stretch {
  readonly hour: number;
  readonly weight: number;
}

/** What of a window lies in the range. */
export function cut(window: Window, range: Stretch): Window[] {
  const from = Math.max(window.from, range.from);
  const to = Math.min(window.to, range.to);
  return from <= to ? [{ ...window, from, to }] : [];
}

/** In minutes of a local day: around each hour with a weight, and within the day. */
export function goodWindows(hours: readonly number[]): Window[] {
  return hours
    .map((weight, hour) => ({
      hour,
      weight,
      from: Math.max(0, hour * 60 - SPREAD_MINUTES),
      to: Math.min(DAY_MINUTES - 1, hour * 60 + SPREAD_MINUTES),
    }))
    .filter(({ weight }) => weight > 0);
}

/** What the clock skips is left out, what it repeats is once. */
export function windowsOn(day: number, good: readonly Window[], clock: LocalClock): Window[] {
  const steady = clock.steadyOffset(day);
  const start = day * DAY_MINUTES;
  if (steady !== null) {
    const shift = start - steady;
    return good.map(({ hour, weight, from, to }) => ({ hour, weight, from: from + shift, to: to + shift }));
  }
  return good.flatMap(({ hour, weight, from, to }) => {
    const minutes = Array.from({ length: to - from + 1 }, (_, index) => clock.momentOf(start + from + index));
    return unbroken(minutes).map((stretch) => ({ hour, weight, ...stretch }));
  });
}

/** Those that touch are one. */
export function joined(windows: readonly Stretch[]): Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of windows.toSorted((one, other) => one.from - other.from)) {
    const last = stretches.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else stretches.push({ from, to });
  }
  return stretches;
}

function unbroken(minutes: readonly (number | null)[]): Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const minute of minutes) {
    if (minute === null) continue;
    const last = stretches.at(-1);
    if (last && last.to + 1 === minute) last.to = minute;
    else stretches.push({ from: minute, to: minute });
  }
  return stretches;
}
