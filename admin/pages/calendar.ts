// The calendar of posts: a month or a week of all avatars their reader may see, each post with its hour, how it stands
// and why it is there; and moving one, which is the command of that name.
import { z } from "zod";
import type { App } from "../../agents/commands/app.ts";
import type { Actor, CommandContext } from "../../agents/commands/context.ts";
import { hasRole } from "../../agents/commands/execute.ts";
import { type AccountStop, accountStop } from "../../agents/commands/schedule/account-stop.ts";
import { calendarRows, explainedPosts, whyOf } from "../../agents/commands/schedule/calendar-posts.ts";
import { spanOf } from "../../agents/commands/schedule/week-span.ts";
import { dayAfter } from "../../agents/domain/avatars/story.ts";
import { dayIn, two, wallTimeIn } from "../../agents/domain/distribution/local-clock.ts";
import { platformName } from "../../agents/domain/distribution/platform-name.ts";
import { texts } from "../../agents/texts/texts.ts";
import { rowsFor } from "../access.ts";
import { tableOf } from "../tables/all-tables.ts";
import type { MediaLink } from "./pictures.ts";

const WEEK_DAYS = 7;
/** Any month, from the Monday before it to the Sunday after it. */
const MONTH_DAYS = 6 * WEEK_DAYS;

/** Of the address; anything else is the month of today, of all. */
const Asked = z.object({
  view: z.enum(["month", "week"]).catch("month"),
  day: z.iso.date().optional().catch(undefined),
  avatar: z.string().max(100).catch(""),
  account: z.string().max(100).catch(""),
});

export interface CalendarEntry {
  readonly id: string;
  readonly pieceId: string;
  /** "luna-12" */
  readonly piece: string;
  readonly avatar: string;
  readonly handle: string;
  readonly platform: string;
  /** By the avatar's clock: "2026-12-01", "18:30". */
  readonly day: string;
  readonly time: string;
  readonly zone: string;
  readonly state: string;
  readonly stateName: string;
  readonly why: string;
  /** What stands against it; null: nothing. */
  readonly problem: string | null;
  readonly thumbnailUrl: string | null;
  readonly mayMove: boolean;
}

export interface CalendarData {
  readonly view: "month" | "week";
  /** Any day of what is shown. */
  readonly day: string;
  readonly today: string;
  /** Of the grid, from a Monday on. */
  readonly days: readonly string[];
  readonly avatar: string;
  readonly account: string;
  readonly avatars: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly entries: readonly CalendarEntry[];
}

export async function readCalendar(
  app: App,
  actor: Actor,
  query: unknown,
  mediaLink: MediaLink,
): Promise<CalendarData> {
  const { prisma } = app.context.database;
  const asked = Asked.parse(query);
  const avatars = await prisma.avatar.findMany({
    where: rowsFor(tableOf("Avatar"), actor),
    select: { id: true, slug: true, state: true, timeZone: true },
    orderBy: { slug: "asc" },
  });
  const chosen = avatars.filter(({ slug }) => slug === asked.avatar);
  const shown = chosen.length > 0 ? chosen : avatars;
  const today = wallTimeIn(shown[0]?.timeZone ?? "UTC", app.context.clock.now()).day;
  const day = asked.day ?? today;
  const days = daysOf(asked.view, day);
  const context: CommandContext = { ...app.context, actor, signal: new AbortController().signal };
  const found = await Promise.all(shown.map((avatar) => postsOf(context, avatar, days, mediaLink)));
  const accounts = found.flatMap((each) => each.accounts);
  const account = accounts.some(({ id }) => id === asked.account) ? asked.account : "";
  return {
    ...{ view: asked.view, day, today, days },
    ...{ avatar: chosen[0]?.slug ?? "", avatars: avatars.map(({ slug }) => slug) },
    ...{ account, accounts },
    entries: found
      .flatMap((each) => each.entries)
      .filter((entry) => account === "" || entry.accountId === account)
      .sort((one, other) => `${one.day} ${one.time}`.localeCompare(`${other.day} ${other.time}`)),
  };
}

function daysOf(view: "month" | "week", day: string): string[] {
  const first = view === "month" ? `${day.slice(0, 7)}-01` : day;
  const monday = dayAfter(first, -((new Date(first).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS));
  const count = view === "month" ? MONTH_DAYS : WEEK_DAYS;
  const days = Array.from({ length: count }, (_, index) => dayAfter(monday, index));
  // A sixth week is shown where the month reaches into it.
  const last = days.at(-WEEK_DAYS);
  return view === "month" && last && last.slice(0, 7) !== day.slice(0, 7) ? days.slice(0, -WEEK_DAYS) : days;
}

interface OfAvatar {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly timeZone: string;
}

async function postsOf(context: CommandContext, avatar: OfAvatar, days: readonly string[], mediaLink: MediaLink) {
  const { language } = context.actor;
  const words = texts(language);
  const { timeZone } = avatar;
  const found = await calendarRows(context, avatar, spanOf(timeZone, days[0] ?? "", days.length));
  const explained = await explainedPosts(context, avatar, found);
  const mayMove = hasRole(context.actor, "manager");
  const accounts = found.accounts.map((row) => ({
    id: row.id,
    name: `@${row.handle} · ${platformName(row.platform)}`,
    stop: accountStop(row, avatar),
  }));
  const entries = await Promise.all(
    found.posts.map(async (row, index) => {
      const post = explained[index];
      if (!post) throw new Error("each post is explained");
      const { hour, minute } = wallTimeIn(timeZone, row.dueAt);
      const thumbnail = row.piece.asset?.heldAt ? null : row.piece.asset?.thumbnailKey;
      const isOpen = row.state === "scheduled";
      const stop = accounts.find(({ id }) => id === row.accountId)?.stop ?? null;
      return {
        id: row.id,
        accountId: row.accountId,
        pieceId: row.pieceId,
        piece: post.piece,
        avatar: avatar.slug,
        handle: post.account,
        platform: platformName(post.platform),
        day: dayIn(timeZone, row.dueAt),
        time: `${two(hour)}:${two(minute)}`,
        zone: timeZone,
        state: isOpen && row.waitsFor ? "waiting" : row.state,
        stateName: isOpen && row.waitsFor ? words.calendar.waits[row.waitsFor] : words.account.postStates[row.state],
        why: whyOf(post, timeZone, language),
        problem: problemOf(row, isOpen ? stop : null, words.calendar.stops),
        thumbnailUrl: thumbnail ? await mediaLink(thumbnail) : null,
        mayMove: mayMove && isOpen,
      };
    }),
  );
  return { accounts: accounts.map(({ id, name }) => ({ id, name })), entries };
}

function problemOf(
  row: { readonly error: string | null; readonly state: string },
  stop: AccountStop | null,
  stops: Readonly<Record<AccountStop, string>>,
): string | null {
  if (row.error !== null && row.state !== "published") return row.error;
  return stop === null ? null : stops[stop];
}

const Move = z.object({ post: z.string().max(100), when: z.string().max(100), force: z.boolean().default(false) });

export interface MoveAnswer {
  readonly isMoved: boolean;
  readonly title: string;
  readonly text: string;
  /** Other hours that are free, and the asked one where only the account's own pace stands against it. */
  readonly choices: readonly { readonly label: string; readonly when: string; readonly force: boolean }[];
}

/** What the command's card says and offers. */
export async function movePost(app: App, actor: Actor, payload: unknown): Promise<MoveAnswer> {
  const input = Move.safeParse(payload);
  const request = { command: "schedule.move", input: input.data ?? payload, actor: { ...actor, surface: "admin" } };
  const { card, ...result } = await app.execute(request);
  if (result.state === "failed") {
    const { message, remedy = "" } = result.problem;
    return { isMoved: false, title: message, text: remedy, choices: [] };
  }
  const isMoved = result.state === "done" && Object(result.output).moved === true;
  const choices = (card.buttons ?? []).flatMap(({ label, command, input: asked }) => {
    const move = command === "schedule.move" ? Move.safeParse(asked) : null;
    return move?.success ? [{ label, when: move.data.when, force: move.data.force }] : [];
  });
  return { isMoved, title: card.title, text: card.text ?? "", choices };
}
