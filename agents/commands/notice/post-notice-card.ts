// Notices about the calendar of posts: what asks for a yes, what was held or moved.
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import type { Card } from "../view.ts";
import type { NoticeValue } from "./write-notice.ts";

export type PostNotice = Extract<NoticeValue, { kind: "post_approval" | "calendar" }>;

const KINDS: ReadonlySet<string> = new Set(["post_approval", "calendar"]);

export const isPostNotice = (notice: NoticeValue): notice is PostNotice => KINDS.has(notice.kind);

export async function findNoticePosts({ database }: Pick<AppContext, "database">, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await database.prisma.scheduledPost.findMany({
    where: { id: { in: [...ids] } },
    include: { account: true, piece: { include: { asset: true } } },
  });
}
type NoticePost = Awaited<ReturnType<typeof findNoticePosts>>[number];

interface Place {
  readonly avatar: { readonly slug: string; readonly timeZone: string };
  readonly posts: readonly NoticePost[];
}

/** @returns null: it is past, as a post that was decided */
export function postNoticeCard(notice: PostNotice, { avatar, posts }: Place, language: Language): Card | null {
  if (notice.kind === "calendar") return calendarNoticeCard(notice, avatar, language);
  const post = posts.find(({ id }) => id === notice.postId);
  if (!post) return null;
  return askCard(post, notice.late, avatar, language);
}

/** The picture, the words and the hour: all that the yes is given to. */
export function askCard(
  post: NoticePost,
  late: boolean,
  avatar: { readonly slug: string; readonly timeZone: string },
  language: Language,
): Card | null {
  if (post.state !== "scheduled" || post.approvedAt !== null) return null;
  const { calendar: words, account } = texts(language);
  const piece = `${avatar.slug}-${post.piece.number}`;
  const when = spokenTime(avatar.timeZone, post.dueAt);
  const key = post.piece.asset?.thumbnailKey;
  return {
    title: words.asks(piece, post.account.handle),
    tone: late ? "warning" : "neutral",
    text: late ? words.asksLate(when) : words.asksAt(when),
    fields: [{ label: account.caption, value: post.caption }],
    ...(key ? { images: [{ key, alt: piece }] } : {}),
    note: avatar.timeZone,
    buttons: [
      { label: words.approve, command: "post.approve", input: { post: post.id }, style: "primary" },
      { label: words.reject, command: "post.reject", input: { post: post.id }, style: "danger" },
    ],
  };
}

function calendarNoticeCard(
  notice: Extract<PostNotice, { kind: "calendar" }>,
  avatar: Place["avatar"],
  language: Language,
): Card {
  const words = texts(language).calendar;
  const { account, count, reason, firstAt, week = 0, weeks = 0 } = notice;
  const titles = {
    held: () => words.held(account, count),
    freed: () => words.freed(account, count),
    moved: () => words.replanned(account, count),
    no_hour: () => words.noHourLeft(account, count),
    campaign: () => words.campaignWeek(account, week, weeks, count),
  };
  const stop = reason === undefined ? undefined : words.stops[reason as keyof typeof words.stops];
  const first = firstAt === undefined ? "" : words.firstAt(spokenTime(avatar.timeZone, new Date(firstAt)));
  const details = {
    held: stop === undefined ? "" : words.conflicts.account(account, stop),
    moved: `${words.replannedWhy} ${first}`.trim(),
    freed: "",
    no_hour: "",
    campaign: "",
  };
  const text = details[notice.what];
  return {
    title: titles[notice.what](),
    tone: notice.what === "freed" || notice.what === "campaign" ? "good" : "warning",
    ...(text === "" ? {} : { text }),
    buttons: [
      { label: words.openCalendar, command: "schedule.show", input: { avatar: avatar.slug }, style: "primary" },
      ...(reason === "calendar_paused"
        ? [{ label: words.resume, command: "schedule.resume", input: { account } }]
        : []),
    ],
  };
}
