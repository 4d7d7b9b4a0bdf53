// An avatar's calendar: the picture, and each post with its hour, how it stands and why it is there.

import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { shownName } from "../account/account-name.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card, CardImage } from "../view.ts";
import { type AccountStop, accountStop } from "./account-stop.ts";
import { quietOf } from "./calendar-accounts.ts";
import { calendarPicture, type PicturedPost } from "./calendar-picture.ts";
import { CalendarPost, calendarRows, explainedPosts, whyOf } from "./calendar-posts.ts";
import { readWeek, spanOf } from "./week-span.ts";

const SHOWN_DAYS = 7;

const Output = z.object({
  avatar: z.string(),
  name: z.string(),
  timeZone: z.string(),
  firstDay: z.string(),
  days: z.number(),
  posts: z.array(CalendarPost),
  stops: z.array(z.object({ account: z.string(), stop: z.custom<AccountStop>() })),
  image: z.custom<CardImage>().nullable(),
});
type Shown = z.output<typeof Output>;

export const scheduleShow = defineCommand({
  name: "schedule.show",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional(), week: z.string().optional() }),
  output: Output,
  positional: ["avatar", "week"],
  errors: ["not_found", "invalid_input"],
  run: (context, { avatar, week }) => showCalendar(context, avatar, week),
  view: (output, context) => calendarCard(output, context.actor.language),
});

export async function showCalendar(context: CommandContext, reference?: string, week?: string): Promise<Shown> {
  const { prisma } = context.database;
  const avatar = reference ? await findAvatar(context, reference) : await onlyAvatar(context);
  const { timeZone } = avatar;
  const span = spanOf(timeZone, readWeek(context, week, timeZone), SHOWN_DAYS);
  const found = await calendarRows(context, avatar, span);
  const { accounts: rows, posts } = found;
  const quiet = await prisma.quietStretch.findMany({ where: { avatarId: avatar.id }, orderBy: { startsOn: "asc" } });
  const pictured = posts.map(({ dueAt, piece, accountId, state, waitsFor }) => ({
    at: dueAt,
    label: `#${piece.number}`,
    accountId,
    mood: moodOf(state, waitsFor),
    thumbnailKey: piece.asset?.thumbnailKey ?? null,
  }));
  const shown = { name: avatar.name, timeZone, ...span, accounts: rows, quiet: quiet.map(quietOf), posts: pictured };
  return {
    avatar: avatar.slug,
    name: avatar.name,
    timeZone,
    firstDay: span.firstDay,
    days: span.days,
    posts: await explainedPosts(context, avatar, found),
    stops: rows.flatMap((row) => {
      const stop = accountStop(row, avatar);
      return stop ? [{ account: row.handle, stop }] : [];
    }),
    image: rows.length === 0 ? null : await calendarPicture(context, shown),
  };
}

function moodOf(state: Shown["posts"][number]["state"], waitsFor: string | null): PicturedPost["mood"] {
  if (state === "published") return "done";
  if (state === "failed") return "failed";
  return waitsFor === null ? "planned" : "waits";
}

/** @throws AppError `invalid_input` where there are several, or none */
async function onlyAvatar(context: CommandContext) {
  const avatars = await context.database.prisma.avatar.findMany({
    where: { ...ownOnly(context), state: { not: "retired" } },
    orderBy: { createdAt: "asc" },
    take: 10,
  });
  const [avatar] = avatars;
  if (avatar && avatars.length === 1) return avatar;
  const words = texts(context.actor.language);
  const remedy = avatar
    ? words.calendar.whichAvatarHint(avatars.map(({ slug }) => slug).join(", "))
    : words.avatar.listHint;
  throw new AppError("invalid_input", words.calendar.whichAvatar, { field: "avatar", remedy });
}

export function calendarCard(shown: Shown, language: Language, title?: string): Card {
  const { calendar: words, account } = texts(language);
  const { avatar, posts, stops, image, timeZone } = shown;
  return {
    title: title ?? words.title(shown.name, shown.firstDay, dayAfter(shown.firstDay, shown.days - 1)),
    ...(title === undefined ? {} : { tone: "good" as const }),
    ...(posts.length === 0 ? { text: words.empty } : {}),
    ...(stops.length === 0
      ? {}
      : { fields: stops.map(({ account: handle, stop }) => ({ label: `@${handle}`, value: words.stops[stop] })) }),
    ...(posts.length === 0
      ? {}
      : {
          table: {
            columns: [words.when, account.piece, account.handle, words.state, words.why].map((label) => ({ label })),
            rows: posts.map((post) => [
              spokenTime(timeZone, new Date(post.at)),
              post.sound === null ? post.piece : `${post.piece} · ${post.sound}`,
              shownName({ handle: post.account, platform: post.platform }),
              post.state === "scheduled" && post.waitsFor ? words.waits[post.waitsFor] : account.postStates[post.state],
              whyOf(post, timeZone, language),
            ]),
          },
        }),
    ...(image ? { images: [image] } : {}),
    note: words.pictureNote(posts.length, timeZone),
    buttons: [
      { label: words.planWeek, command: "schedule.week", input: { avatar } },
      {
        label: words.nextWeek,
        command: "schedule.show",
        input: { avatar, week: dayAfter(shown.firstDay, shown.days) },
      },
      stops.some(({ stop }) => stop === "calendar_paused")
        ? { label: words.resume, command: "schedule.resume", input: { avatar } }
        : { label: words.pause, command: "schedule.pause", input: { avatar }, style: "danger" },
    ],
  };
}
