// The fields of a calendar's event as people give them, and the rules they keep.
import { z } from "zod";
import { LONGEST_EVENT_DAYS } from "../../domain/avatars/story.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { readDay } from "../read-day.ts";
import { requireFitWording } from "../template/require-fit-wording.ts";

export const eventShape = {
  /** "2026-12-01" or "today", by the avatar's own time zone. */
  from: z.string(),
  what: z.string().trim().min(3).max(120),
  to: z.string().optional(),
  place: z.string().trim().min(2).max(60).optional(),
  mood: z.string().trim().min(2).max(40).optional(),
  /** The first day on which fans may hear of it; "none": at once. */
  secret: z.string().optional(),
};

type Field = "from" | "to" | "secret";

/** @throws AppError `invalid_input` */
export function readEventDay(context: CommandContext, text: string, field: Field, timeZone: string): Date {
  const now = context.clock.now();
  const day = text.trim().toLowerCase() === "today" ? new Date(dayIn(timeZone, now)) : readDay(text);
  if (day) return day;
  const words = texts(context.actor.language).story;
  throw new AppError("invalid_input", words.noDay(text.slice(0, 30)), { field, remedy: words.dayHint });
}

/** @throws AppError `invalid_input` */
export function requireSpan(context: CommandContext, startsOn: Date, endsOn: Date): void {
  const words = texts(context.actor.language).story;
  if (endsOn < startsOn)
    throw new AppError("invalid_input", words.endsBefore, { field: "to", remedy: words.endsBeforeHint });
  if ((endsOn.getTime() - startsOn.getTime()) / DAY_MS < LONGEST_EVENT_DAYS) return;
  throw new AppError("invalid_input", words.tooLong(LONGEST_EVENT_DAYS), { field: "to", remedy: words.tooLongHint });
}

/** Adults only, nobody real. @throws AppError `refused` naming the field */
export async function requireFitEvent(
  context: CommandContext,
  { what, place, mood }: { readonly what: string; readonly place: string | null; readonly mood: string | null },
): Promise<void> {
  const fields = { what, ...(place ? { place } : {}), ...(mood ? { mood } : {}) };
  await requireFitWording(context, { fields, tier: null });
}
