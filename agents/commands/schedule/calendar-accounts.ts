// The accounts an avatar posts on, each as the scheduler sees it: hours, quiet days, and what holds its place already.

import { type LearnedHours, learnHours } from "../../domain/distribution/learn-hours.ts";
import type { OrderedPiece } from "../../domain/distribution/order-pieces.ts";
import { priorHours } from "../../domain/distribution/posting-habits.ts";
import { GAP_SLACK_MS } from "../../domain/distribution/posting-pace.ts";
import type { QuietStretch, SlotAccount } from "../../domain/distribution/slot-plan.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { Publisher } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { isMeant } from "../account/account-name.ts";
import type { AppContext, CommandContext, Transaction } from "../context.ts";
import { engagementSamples } from "../insight/engagement-samples.ts";
import { OPEN_POST_STATES } from "../post/open-post.ts";

/** Published this long ago, a post still keeps others at a distance: longer than any gap and any day's cap. */
const TAKEN_BACK_MS = 2 * DAY_MS;

type Rows = Pick<Transaction, "account" | "scheduledPost" | "quietStretch">;
type AccountRow = Awaited<ReturnType<Transaction["account"]["findMany"]>>[number];

export interface CalendarAccount {
  readonly row: AccountRow;
  readonly publisher: Publisher;
  readonly slots: SlotAccount;
  /** What its hours were learned from. */
  readonly learned: LearnedHours;
  /** What went out there of late or will, latest last: the next post should look different. */
  readonly recent: readonly OrderedPiece[];
}

interface OfAvatar {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
}

/** @param wanted as `isMeant` reads it; absent: all. @throws AppError `not_found` */
export async function publishingAccounts(
  context: CommandContext,
  avatar: OfAvatar,
  wanted?: string,
): Promise<readonly AccountRow[]> {
  const words = texts(context.actor.language).account;
  const platform = { in: Object.keys(context.ports.publishers) };
  const rows = await context.database.prisma.account.findMany({
    where: { avatarId: avatar.id, platform },
    orderBy: { connectedAt: "asc" },
  });
  const accounts = wanted === undefined ? rows : rows.filter((row) => isMeant(row, wanted));
  if (accounts.length > 0) return accounts;
  throw new AppError("not_found", words.noAccount(avatar.name), {
    field: "account",
    remedy: words.linkFirst(avatar.slug),
  });
}

/** @param without posts whose own places are free: they are about to be moved */
export async function calendarAccount(
  context: Pick<AppContext, "clock" | "ports">,
  rows: Rows,
  row: AccountRow,
  avatar: { readonly id: string; readonly timeZone: string },
  without: readonly string[] = [],
): Promise<CalendarAccount> {
  const publisher = context.ports.publishers[row.platform];
  if (!publisher) {
    throw new AppError("not_configured", `Publishing to ${row.platform} is not configured.`, { retryable: false });
  }
  const since = new Date(context.clock.now().getTime() - TAKEN_BACK_MS);
  const posts = await rows.scheduledPost.findMany({
    where: {
      accountId: row.id,
      id: { notIn: [...without] },
      OR: [
        { state: { in: [...OPEN_POST_STATES] }, OR: [{ waitsFor: null }, { waitsFor: { not: "slot" } }] },
        { state: "published", publishedAt: { gt: since } },
      ],
    },
    select: { dueAt: true, publishedAt: true, piece: { select: { id: true, kind: true, templateKey: true } } },
    orderBy: { dueAt: "asc" },
  });
  const stretches = await rows.quietStretch.findMany({ where: { avatarId: avatar.id }, orderBy: { startsOn: "asc" } });
  const timeZone = row.timeZone ?? avatar.timeZone;
  const now = context.clock.now();
  const samples = await engagementSamples(rows, now, row.id);
  const learned = learnHours(priorHours(row.platform), samples, now, timeZone);
  return {
    row,
    publisher,
    learned,
    slots: {
      id: row.id,
      platform: row.platform,
      timeZone,
      connectedAt: row.connectedAt,
      hours: learned.hours,
      taken: posts.map(({ dueAt, publishedAt }) => placeOf(dueAt, publishedAt)),
      quiet: stretches.map(quietOf),
    },
    recent: posts.map(({ piece }) => orderedPiece(piece)),
  };
}

/** Told apart by the shot: where it was taken and in what is part of its template. */
export function orderedPiece(piece: {
  readonly id: string;
  readonly kind: string;
  readonly templateKey: string;
}): OrderedPiece {
  const { id, kind: format, templateKey } = piece;
  return { id, format, templateKey, place: null, outfit: null, perceptualHash: null };
}

/** A post that went out about when it was due holds its hour, however long publishing took. */
export function placeOf(dueAt: Date, publishedAt: Date | null): Date {
  if (publishedAt === null) return dueAt;
  const lateMs = publishedAt.getTime() - dueAt.getTime();
  return lateMs >= 0 && lateMs <= GAP_SLACK_MS ? dueAt : publishedAt;
}

export function quietOf(row: { startsOn: Date; endsOn: Date; reason: string }): QuietStretch {
  return {
    from: row.startsOn.toISOString().slice(0, 10),
    to: row.endsOn.toISOString().slice(0, 10),
    reason: row.reason,
  };
}
