// An avatar's calendar: the picture, and each post with its hour, how it stands and why it is there.

import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { spokenTime, two, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { SPREAD_MINUTES } from "../../domain/distribution/posting-habits.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { Card, CardImage } from "../view.ts";
import { type AccountStop, accountStop } from "./account-stop.ts";
import { type CalendarAccount, calendarAccount, quietOf } from "./calendar-accounts.ts";
import { calendarPicture, type PicturedPost } from "./calendar-picture.ts";
import { readWeek, spanOf } from "./week-span.ts";

const SHOWN_DAYS = 7;

const Row = z.object({
  id: z.string(),
  piece: z.string(),
  account: z.string(),
  platform: z.string(),
  at: z.string(),
  state: z.enum(["scheduled", "preparing", "committing", "unknown", "published", "failed", "canceled"]),
  waitsFor: z.enum(["approval", "account", "slot"]).nullable(),
  placedBy: z.enum(["now", "calendar", "operator", "forced"]),
  /** In the audience's time zone. */
  localHour: z.number(),
  /** The hour's part of the good hours, percent; 0: it is none of them. */
  hourShare: z.number(),
  timeZone: z.string(),
  sound: z.string().nullable(),
});

const Output = z.object({
  avatar: z.string(),
  name: z.string(),
  timeZone: z.string(),
  firstDay: z.string(),
  days: z.number(),
  posts: z.array(Row),
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
  const platform = { in: Object.keys(context.ports.publishers) };
  const rows = await prisma.account.findMany({
    where: { avatarId: avatar.id, platform },
    orderBy: { connectedAt: "asc" },
  });
  const accounts = new Map<string, CalendarAccount>();
  for (const row of rows) accounts.set(row.id, await calendarAccount(context, prisma, row, avatar));
  const posts = await prisma.scheduledPost.findMany({
    where: {
      accountId: { in: rows.map(({ id }) => id) },
      state: { not: "canceled" },
      dueAt: { gte: span.from, lt: span.until },
    },
    include: { piece: { include: { asset: true } }, sound: true },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
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
    posts: posts.map((post) => {
      const account = accounts.get(post.accountId);
      const zone = account?.slots.timeZone ?? timeZone;
      // Of the good hour it was spread from.
      const { hour } = wallTimeIn(zone, new Date(post.dueAt.getTime() + SPREAD_MINUTES * MINUTE_MS));
      return {
        id: post.id,
        piece: `${avatar.slug}-${post.piece.number}`,
        account: account?.row.handle ?? "",
        platform: account?.row.platform ?? "",
        at: post.dueAt.toISOString(),
        state: post.state,
        waitsFor: post.waitsFor,
        placedBy: post.placedBy,
        localHour: hour,
        hourShare: Math.round((account?.slots.hours[hour] ?? 0) * 100),
        timeZone: zone,
        sound: post.sound?.title ?? null,
      };
    }),
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
              `@${post.account}`,
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

function whyOf(post: Shown["posts"][number], avatarZone: string, language: Language): string {
  const words = texts(language).calendar;
  if (post.placedBy !== "calendar") return words.whys[post.placedBy];
  const hour = `${two(post.localHour)}:00`;
  const told = post.timeZone === avatarZone ? hour : words.inZone(hour, post.timeZone);
  return post.hourShare > 0 ? words.whys.calendar(told, post.hourShare) : words.whys.calendarOther(told);
}
