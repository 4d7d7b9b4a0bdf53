// What stands in an avatar's calendar in a span of days: each post with its hour, how it stands and why it is there.
import { z } from "zod";
import { explainSlot, type SlotReasons } from "../../domain/distribution/explain-slot.ts";
import { dayIn, two, wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { SPREAD_MINUTES } from "../../domain/distribution/posting-habits.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { factorWords } from "../insight/effect-words.ts";
import { type CalendarAccount, calendarAccount, placeOf } from "./calendar-accounts.ts";
import type { DaySpan } from "./week-span.ts";

export const CalendarPost = z.object({
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

type CalendarPostValue = z.output<typeof CalendarPost>;

interface OfAvatar {
  readonly id: string;
  readonly slug: string;
  readonly timeZone: string;
}

/** Rows of the avatar's accounts that post, and what is due there in the span, by hour; canceled posts are left out. */
export async function calendarRows(context: CommandContext, avatar: OfAvatar, span: Pick<DaySpan, "from" | "until">) {
  const { prisma } = context.database;
  const platform = { in: Object.keys(context.ports.publishers) };
  const accounts = await prisma.account.findMany({
    where: { avatarId: avatar.id, platform },
    orderBy: { connectedAt: "asc" },
  });
  const posts = await prisma.scheduledPost.findMany({
    where: {
      accountId: { in: accounts.map(({ id }) => id) },
      state: { not: "canceled" },
      dueAt: { gte: span.from, lt: span.until },
    },
    include: { piece: { include: { asset: true } }, sound: true },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
  return { accounts, posts };
}
type CalendarRows = Awaited<ReturnType<typeof calendarRows>>;

/** The same posts, each with the reasons of its hour. */
export async function explainedPosts(
  context: CommandContext,
  avatar: OfAvatar,
  { accounts: rows, posts }: CalendarRows,
): Promise<CalendarPostValue[]> {
  const accounts = new Map<string, CalendarAccount>();
  for (const row of rows) accounts.set(row.id, await calendarAccount(context, context.database.prisma, row, avatar));
  return posts.map((post) => {
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
      timeZone: account?.slots.timeZone ?? avatar.timeZone,
      sound: post.sound?.title ?? null,
    };
  });
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

/** Why a post has its hour, in one line; "" where nobody knows. */
export function whyOf(post: CalendarPostValue, avatarZone: string, language: Language): string {
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
