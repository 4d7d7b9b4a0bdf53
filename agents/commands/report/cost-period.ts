// The time a cost report counts: the last days, or from one day to another.
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { readDay } from "../read-day.ts";
import { type ReportScope, reportScope } from "./report-scope.ts";

const MOST_DAYS = 366;

interface AskedPeriod {
  readonly avatar?: string | undefined;
  readonly days: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Days are UTC's, and both are counted. @throws AppError `invalid_input`, `not_found` */
export async function costPeriod(context: CommandContext, asked: AskedPeriod): Promise<ReportScope> {
  const scope = await reportScope(context, asked);
  if (asked.from === undefined && asked.to === undefined) return scope;
  const words = texts(context.actor.language).studio.costs;
  const day = (field: "from" | "to", text: string) => {
    const found = readDay(text);
    if (found) return found;
    throw new AppError("invalid_input", words.badDay(text.slice(0, 20)), { field, remedy: words.dayRemedy });
  };
  // A scope begins behind `from`: instants have milliseconds, so the last one before the day is left out.
  const to = asked.to === undefined ? scope.to : new Date(day("to", asked.to).getTime() + DAY_MS - 1);
  const from =
    asked.from === undefined
      ? new Date(to.getTime() - asked.days * DAY_MS)
      : new Date(day("from", asked.from).getTime() - 1);
  const days = Math.ceil((to.getTime() - from.getTime()) / DAY_MS);
  if (from >= to) throw new AppError("invalid_input", words.backwards, { field: "from", remedy: words.dayRemedy });
  if (days > MOST_DAYS)
    throw new AppError("invalid_input", words.tooLong(MOST_DAYS), { field: "from", remedy: words.dayRemedy });
  return { ...scope, from, to, days };
}
