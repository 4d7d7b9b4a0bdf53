// An avatar's calendar as it is shown: a table of days, the newest at the end, with a button to take each out.
import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { dayIn } from "../../domain/distribution/local-clock.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { storyDays } from "./story-on-day.ts";

/** Days that are listed before and after today. */
const LISTED_BACK = 30;
const LISTED_AHEAD = 365;
const MOST_LISTED = 100;
/** Buttons under a card: of what comes next. */
const MOST_BUTTONS = 5;

const Event = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  what: z.string(),
  place: z.string().nullable(),
  mood: z.string().nullable(),
  tellFrom: z.string().nullable(),
  source: z.enum(["operator", "post", "chat"]),
});

export const StoryCalendar = z.object({
  avatar: z.string(),
  name: z.string(),
  today: z.string(),
  events: z.array(Event),
});
export type StoryCalendarValue = z.output<typeof StoryCalendar>;

interface Told {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
}

export async function loadCalendar(context: CommandContext, avatar: Told): Promise<StoryCalendarValue> {
  const today = dayIn(avatar.timeZone, context.clock.now());
  const rows = await context.database.prisma.storyEvent.findMany({
    where: {
      avatarId: avatar.id,
      endsOn: { gte: new Date(dayAfter(today, -LISTED_BACK)) },
      startsOn: { lte: new Date(dayAfter(today, LISTED_AHEAD)) },
      // As chats see it: what was not published told nobody anything.
      OR: [{ postId: null }, { post: { state: { notIn: ["failed", "canceled"] } } }],
    },
    orderBy: [{ startsOn: "asc" }, { id: "asc" }],
    take: MOST_LISTED,
  });
  const events = rows.map((row) => ({ ...storyDays(row), id: row.id, source: row.source }));
  return { avatar: avatar.slug, name: avatar.name, today, events };
}

export function calendarCard(calendar: StoryCalendarValue, context: CommandContext, title?: string): Card {
  const words = texts(context.actor.language).story;
  const { avatar, today, events } = calendar;
  const own = events.filter(({ source, to }) => source !== "post" && to >= today).slice(0, MOST_BUTTONS);
  return {
    title: title ?? words.title(calendar.name),
    ...(title === undefined ? {} : { tone: "good" as const }),
    ...(events.length === 0
      ? { text: words.empty(avatar) }
      : {
          table: {
            columns: [words.days, words.what, words.place, words.mood, words.told, words.source, words.id].map(
              (label) => ({
                label,
              }),
            ),
            rows: events.map((event) => [
              event.from === event.to ? event.from : `${event.from} – ${event.to}`,
              event.what,
              event.place ?? "",
              event.mood ?? "",
              event.tellFrom !== null && event.tellFrom > today ? words.secretUntil(event.tellFrom) : words.open,
              words.sources[event.source],
              event.id,
            ]),
          },
        }),
    note: words.note,
    buttons: own.map(({ id, what }) => ({
      label: words.remove(what.slice(0, 30)),
      command: "story.remove",
      input: { event: id },
      style: "danger" as const,
    })),
  };
}
