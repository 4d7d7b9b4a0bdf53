// Which days a plan or a picture covers, as people name them, by the avatar's clock.
import { dayAfter } from "../../domain/avatars/story.ts";
import { startOfDay, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { readDay } from "../read-day.ts";

export interface DaySpan {
  readonly firstDay: string;
  readonly days: number;
  readonly from: Date;
  readonly until: Date;
}

export function spanOf(timeZone: string, firstDay: string, days: number): DaySpan {
  const from = startOfDay(timeZone, firstDay);
  return { firstDay, days, from, until: startOfDay(timeZone, dayAfter(firstDay, days)) };
}

/** Tomorrow where nothing is said: today's good hours may be over. @throws AppError `invalid_input` for days that passed */
export function readFirstDay(context: CommandContext, text: string | undefined, timeZone: string): string {
  const today = wallTimeIn(timeZone, context.clock.now()).day;
  const written = text?.trim().toLowerCase() ?? "tomorrow";
  if (written === "today" || written === "hoy") return today;
  if (written === "tomorrow" || written === "mañana") return dayAfter(today, 1);
  const day = readDay(written)?.toISOString().slice(0, 10);
  if (day !== undefined && day >= today) return day;
  const words = texts(context.actor.language).calendar;
  throw new AppError("invalid_input", words.badFrom(written.slice(0, 30)), { field: "from", remedy: words.fromHint });
}

/** "2026-W49" is the Monday it begins with; absent: today. @throws AppError `invalid_input` */
export function readWeek(context: CommandContext, text: string | undefined, timeZone: string): string {
  if (text === undefined) return wallTimeIn(timeZone, context.clock.now()).day;
  const match = /^(\d{4})-?w(\d{1,2})$/i.exec(text.trim());
  const monday = match ? mondayOf(Number(match[1]), Number(match[2])) : null;
  if (monday) return monday;
  const day = readDay(text.trim());
  if (day) return day.toISOString().slice(0, 10);
  const words = texts(context.actor.language).calendar;
  throw new AppError("invalid_input", words.badWeek(text.slice(0, 30)), { field: "week", remedy: words.weekHint });
}

/** By ISO 8601: week 1 is the one with 4 January in it. */
function mondayOf(year: number, week: number): string | null {
  const first = mondayBefore(`${year}-01-04`);
  const next = mondayBefore(`${year + 1}-01-04`);
  const monday = dayAfter(first, (week - 1) * 7);
  return week >= 1 && monday < next ? monday : null;
}

function mondayBefore(day: string): string {
  return dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}
