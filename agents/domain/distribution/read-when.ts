// "tomorrow 18:00", "friday 9:15", "2026-12-02 18:00", "+2h": when a person means, by the avatar's clock.
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import { dayAfter } from "../avatars/story.ts";
import { momentOf, wallTimeIn } from "./local-clock.ts";

export type ReadWhen =
  | { readonly at: Date }
  | { readonly problem: "not_a_time" }
  /** Clocks are put forward over it on that day. */
  | { readonly problem: "left_out"; readonly day: string; readonly next: Date };

const UNITS: Readonly<Record<string, number>> = { m: MINUTE_MS, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const DAYS_AHEAD: Readonly<Record<string, number>> = { today: 0, hoy: 0, tomorrow: 1, mañana: 1, manana: 1 };
const WEEKDAYS: readonly (readonly string[])[] = [
  ["sunday", "sun", "domingo"],
  ["monday", "mon", "lunes"],
  ["tuesday", "tue", "martes"],
  ["wednesday", "wed", "miércoles", "miercoles"],
  ["thursday", "thu", "jueves"],
  ["friday", "fri", "viernes"],
  ["saturday", "sat", "sábado", "sabado"],
];

/** @param from what "+2h" counts from: the post's own hour */
export function readWhen(text: string, timeZone: string, now: Date, from: Date): ReadWhen {
  const written = text.trim().toLowerCase().replace(/\s+/g, " ");
  const shift = /^([+-])\s?(\d{1,3})\s?(m|min|h|d)$/.exec(written);
  if (shift) {
    const ms = Number(shift[2]) * (UNITS[shift[3] ?? ""] ?? 0) * (shift[1] === "-" ? -1 : 1);
    return { at: new Date(from.getTime() + ms) };
  }
  const match = /^(?:(.+?)[ t])?(?:at |a las )?(\d{1,2})(?::|h|\.)(\d{2})$/.exec(written);
  const day = match ? dayOf(match[1] ?? "today", timeZone, now) : null;
  const [hour, minute] = [Number(match?.[2]), Number(match?.[3])];
  if (day === null || hour > 23 || minute > 59) return { problem: "not_a_time" };
  const at = momentOf(timeZone, { day, hour, minute });
  if (at) return { at };
  return { problem: "left_out", day, next: firstAfter(timeZone, day, hour) };
}

function dayOf(word: string, timeZone: string, now: Date): string | null {
  const today = wallTimeIn(timeZone, now).day;
  const ahead = DAYS_AHEAD[word];
  if (ahead !== undefined) return dayAfter(today, ahead);
  const weekday = WEEKDAYS.findIndex((names) => names.includes(word));
  if (weekday >= 0) {
    const present = new Date(`${today}T00:00:00Z`).getUTCDay();
    return dayAfter(today, ((weekday - present + 6) % 7) + 1);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return null;
  const parsed = new Date(`${word}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== word ? null : word;
}

function firstAfter(timeZone: string, day: string, hour: number): Date {
  for (let later = hour + 1; later < 24; later += 1) {
    const at = momentOf(timeZone, { day, hour: later, minute: 0 });
    if (at) return at;
  }
  throw new RangeError(`${day} has no hour behind ${hour} in ${timeZone}`);
}
