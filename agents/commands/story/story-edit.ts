// Changes an event of an avatar's calendar; what is not given stays.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findOwnEvent } from "./find-event.ts";
import { calendarCard, loadCalendar, StoryCalendar } from "./story-card.ts";
import { eventShape, readEventDay, requireFitEvent, requireSpan } from "./story-wording.ts";

const { from, what, ...optional } = eventShape;

export const storyEdit = defineCommand({
  name: "story.edit",
  role: "manager",
  effect: "write",
  input: z.object({ event: z.string(), what: what.optional(), from: from.optional(), ...optional }),
  output: StoryCalendar,
  positional: ["event", "what"],
  errors: ["not_found", "invalid_input", "refused", "unavailable", "conflict"],
  run: async (context, { event: id, ...given }) => {
    const words = texts(context.actor.language).story;
    const event = await findOwnEvent(context, id);
    if (Object.values(given).every((value) => value === undefined))
      throw new AppError("invalid_input", words.nothingToChange, { field: "what", remedy: words.nothingToChangeHint });
    const { timeZone } = event.avatar;
    const day = (text: string | undefined, field: "from" | "to" | "secret") =>
      text === undefined ? undefined : readEventDay(context, text, field, timeZone);
    const startsOn = day(given.from, "from") ?? event.startsOn;
    // One day that is moved stays one day.
    const wasOneDay = event.startsOn.getTime() === event.endsOn.getTime();
    const endsOn = day(given.to, "to") ?? (wasOneDay ? startsOn : event.endsOn);
    const secretUntil = given.secret === "none" ? null : (day(given.secret, "secret") ?? event.secretUntil);
    requireSpan(context, startsOn, endsOn);
    const { what = event.what, place = event.place, mood = event.mood } = given;
    await requireFitEvent(context, { what, place, mood });
    await transact(context, async (tx) => {
      const data = { startsOn, endsOn, secretUntil, what, place, mood };
      const { count } = await tx.storyEvent.updateMany({ where: { id }, data });
      if (count === 0) throw new AppError("conflict", words.notFound, { field: "event", remedy: words.listHint });
    });
    return await loadCalendar(context, event.avatar);
  },
  view: (output, context) => calendarCard(output, context, texts(context.actor.language).story.changed(output.name)),
  subject: ({ event }) => event,
});
