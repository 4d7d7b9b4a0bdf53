// An avatar's calendar: the picture, and each post with its hour, how it stands and why it is there.

import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { explainSlot, type SlotReasons } from "../../domain/distribution/explain-slot.ts";
import { dayIn, spokenTime, two, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { SPREAD_MINUTES } from "../../domain/distribution/posting-habits.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { shownName } from "../account/account-name.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { factorWords } from "../insight/effect-words.ts";
import type { Card, CardImage } from "../view.ts";
import { type AccountStop, accountStop } from "./account-stop.ts";
import { type CalendarAccount, calendarAccount, placeOf, quietOf } from "./calendar-accounts.ts";
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
  /** Why at this hour; null: its account takes no posts now. */
  reasons: z.custom<SlotReasons>().nullable(),
  /** The audience's. */
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
      return {
        id: post.id,
        piece: `${avatar.slug}-${post.piece.number}`,
        account: account?.row.handle ?? "",
        platform: account?.row.platform ?? "",
        at: post.dueAt.toISOString(),
        state: post.state,
        waitsFor: post.waitsFor,
        placedBy: post.placedBy,
        reasons: account ? reasonsOf(post, account, posts) : null,
        timeZone: account?.slots.timeZone ?? timeZone,
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

interface StandingPost {
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly dueAt: Date;
  readonly publishedAt: Date | null;
}

function reasonsOf(post: StandingPost, { slots, learned }: CalendarAccount, shown: readonly StandingPost[]) {
  const at = post.dueAt;
  // Of the good hour it was spread from.
  const spread = new Date(at.getTime() + SPREAD_MINUTES * MINUTE_MS);
  const slot = { at, localHour: wallTimeIn(slots.timeZone, spread).hour, localDay: dayIn(slots.timeZone, at) };
  const standing = shown
    .filter(({ id, accountId, state }) => accountId === slots.id && id !== post.id && state !== "failed")
    .map(({ dueAt, publishedAt }) => placeOf(dueAt, publishedAt));
  const own = placeOf(at, post.publishedAt).getTime();
  const others = new Set([...slots.taken, ...standing].map(Number).filter((ms) => ms !== own));
  return explainSlot(
    slots,
    slot,
    [...others].map((ms) => new Date(ms)),
    learned,
  );
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

function whyOf(post: Shown["posts"][number], avatarZone: string, language: Language): string {
  const words = texts(language).calendar;
  if (post.placedBy !== "calendar") return words.whys[post.placedBy];
  const { reasons } = post;
  if (!reasons) return "";
  const { localHour, postsThatDay, mostThatDay, warmUpDay, nearestHours } = reasons;
  const hour = `${two(localHour)}:00`;
  return [
    sourceWords(reasons, post.timeZone === avatarZone ? hour : words.inZone(hour, post.timeZone), language),
    words.thatDay(postsThatDay, mostThatDay),
    ...(nearestHours === null ? [] : [words.nearest(Math.round(nearestHours))]),
    ...(warmUpDay === null ? [] : [words.warmUpDay(warmUpDay)]),
  ].join(" · ");
}

function sourceWords({ source, learned, share }: SlotReasons, hour: string, language: Language): string {
  const { whys } = texts(language).calendar;
  if (learned && learned.posts > 0) return whys.learned(hour, factorWords(learned.lift, language), learned.posts);
  if (share === 0) return whys.calendarOther(hour);
  return whys[source === "tried" ? "tried" : "calendar"](hour, Math.round(share * 100));
}
