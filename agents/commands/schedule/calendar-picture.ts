// The days of a calendar as a picture, by the avatar's own clock.
import { dayAfter } from "../../domain/avatars/story.ts";
import { two, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import type { QuietStretch } from "../../domain/distribution/slot-plan.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { shownName } from "../account/account-name.ts";
import type { CommandContext } from "../context.ts";
import { keptPicture } from "../report/kept-chart.ts";
import type { CardImage } from "../view.ts";

export interface PicturedPost {
  readonly at: Date;
  readonly label: string;
  readonly accountId: string;
  readonly mood: "planned" | "done" | "waits" | "failed";
  readonly thumbnailKey: string | null;
}

export interface PicturedDays {
  readonly name: string;
  readonly timeZone: string;
  readonly firstDay: string;
  readonly days: number;
  readonly accounts: readonly { readonly id: string; readonly handle: string; readonly platform: string }[];
  readonly quiet: readonly QuietStretch[];
  readonly posts: readonly PicturedPost[];
}

export async function calendarPicture(context: CommandContext, shown: PicturedDays): Promise<CardImage> {
  const { language } = context.actor;
  const words = texts(language).calendar;
  const { timeZone, firstDay } = shown;
  const today = wallTimeIn(timeZone, context.clock.now()).day;
  const days = Array.from({ length: shown.days }, (_, index) => dayAfter(firstDay, index));
  const title = words.title(shown.name, longDay(firstDay, language), longDay(days.at(-1) ?? firstDay, language));
  const figures = {
    title,
    note: words.pictureNote(shown.posts.length, timeZone),
    accounts: shown.accounts.map(shownName),
    days: days.map((day) => {
      const quiet = shown.quiet.find(({ from, to }) => from <= day && day <= to)?.reason;
      return {
        label: shortDay(day, language),
        isToday: day === today,
        ...(quiet === undefined ? {} : { quiet }),
        entries: entriesOn(day, shown),
      };
    }),
  };
  const key = await keptPicture(context, "calendar", figures, async () =>
    context.ports.media.weekCalendar({
      ...figures,
      days: await Promise.all(
        figures.days.map(async (day) => ({
          ...day,
          entries: await Promise.all(
            day.entries.map(async ({ thumbnailKey, ...entry }) => {
              const picture = thumbnailKey === null ? null : await bytesOf(context, thumbnailKey);
              return picture ? { ...entry, picture } : entry;
            }),
          ),
        })),
      ),
    }),
  );
  return { key, alt: `${title}, ${figures.note}` };
}

function entriesOn(day: string, { timeZone, posts, accounts }: PicturedDays) {
  return posts.flatMap(({ at, label, accountId, mood, thumbnailKey }) => {
    const wall = wallTimeIn(timeZone, at);
    if (wall.day !== day) return [];
    const account = Math.max(
      0,
      accounts.findIndex(({ id }) => id === accountId),
    );
    return [{ time: `${two(wall.hour)}:${two(wall.minute)}`, label, account, mood, thumbnailKey }];
  });
}

/** A file that was deleted since leaves its place empty. */
async function bytesOf({ ports }: CommandContext, key: string): Promise<Uint8Array | null> {
  try {
    return (await ports.store.get(key)).bytes;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") return null;
    throw thrown;
  }
}

function shortDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: "short", day: "numeric" })
    .formatToParts(new Date(day))
    .filter(({ type }) => type === "weekday" || type === "day")
    .sort((one, other) => Number(one.type === "day") - Number(other.type === "day"))
    .map(({ value }) => value)
    .join(" ");
}

function longDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(
    new Date(day),
  );
}
