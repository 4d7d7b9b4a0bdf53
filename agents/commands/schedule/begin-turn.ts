// Is it this post's turn? Asked when its hour has come, with its account held: of a thousand that are due at once after a day of
// downtime, each account lets one out, and the others wait for an hour of their own.

import { wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { habitsOf } from "../../domain/distribution/posting-habits.ts";
import { GAP_SLACK_MS, LATE_GRACE_MS } from "../../domain/distribution/posting-pace.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { accountStop } from "./account-stop.ts";
import { placeOf } from "./calendar-accounts.ts";

type Wait = "approval" | "account" | "slot";

/** @returns false where it waits: whatever lifts that gives it a new order */
export async function beginTurn(context: AppContext, postId: string): Promise<boolean> {
  const verdict = await context.database.prisma.$transaction(async (tx) => {
    const found = await tx.scheduledPost.findUnique({ where: { id: postId }, select: { accountId: true } });
    if (!found) return "gone";
    await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${found.accountId} FOR UPDATE`;
    const post = await loadTurn(tx, postId);
    // Further on, it has had its turn; and what a person published at once asks nobody.
    if (post.state !== "scheduled") return "go";
    if (post.dueAt > context.clock.now() || post.waitsFor !== null) return "gone";
    const waitsFor = post.placedBy === "now" ? null : await waitOf(context, tx, post);
    if (waitsFor === null) {
      await tx.scheduledPost.update({ where: { id: postId }, data: { state: "preparing" } });
      return "go";
    }
    await tx.scheduledPost.update({ where: { id: postId }, data: { waitsFor } });
    if (waitsFor === "approval") {
      const where = { avatarId: post.account.avatarId, conversationId: null };
      await writeNotice(context, tx, { kind: "post_approval", postId, late: true }, where);
    }
    return waitsFor;
  });
  if (verdict !== "go") context.ports.events.publish({ topic: `post:${postId}`, kind: "waits" });
  return verdict === "go";
}

const loadTurn = (tx: Transaction, id: string) =>
  tx.scheduledPost.findUniqueOrThrow({ where: { id }, include: { account: { include: { avatar: true } } } });

type Turn = Awaited<ReturnType<typeof loadTurn>>;

async function waitOf(context: AppContext, tx: Transaction, post: Turn): Promise<Wait | null> {
  if (accountStop(post.account, post.account.avatar) !== null) return "account";
  const asks = post.needsApproval || post.account.avatar.asksBeforePosting;
  if (asks && post.approvedAt === null) return "approval";
  const now = context.clock.now();
  if (now.getTime() - post.dueAt.getTime() > LATE_GRACE_MS) return "slot";
  if (post.placedBy !== "forced" && (await isCrowded(context, tx, post, now))) return "slot";
  return null;
}

/** Something went out there within the gap, is on its way, or is due before it; or the day, or the platform, is full. */
async function isCrowded(context: AppContext, tx: Transaction, post: Turn, now: Date): Promise<boolean> {
  const { minGapHours: gapHours, mostADay: postsPerDay } = habitsOf(post.account.platform);
  const others = await tx.scheduledPost.findMany({
    where: {
      accountId: post.accountId,
      id: { not: post.id },
      OR: [
        { state: "published", publishedAt: { gt: new Date(now.getTime() - DAY_MS) } },
        { state: { in: ["preparing", "committing", "unknown"] } },
        {
          state: "scheduled",
          waitsFor: null,
          placedBy: { not: "now" },
          dueAt: { gte: new Date(now.getTime() - LATE_GRACE_MS), lt: post.dueAt },
        },
      ],
    },
    select: { dueAt: true, publishedAt: true, placedBy: true },
  });
  // What goes out now stands at the present hour, however late it is.
  const places = others.map((other) => ({
    placedBy: other.placedBy,
    at: other.publishedAt === null ? now : placeOf(other.dueAt, other.publishedAt),
  }));
  const gapMs = gapHours * HOUR_MS - GAP_SLACK_MS;
  const zone = post.account.timeZone ?? post.account.avatar.timeZone;
  const { day } = wallTimeIn(zone, now);
  const platformCap = context.ports.publishers[post.account.platform]?.info.postsPerDay ?? postsPerDay;
  return (
    // Whoever was put close to it by hand may stand there.
    places.some(({ at, placedBy }) => placedBy !== "forced" && now.getTime() - at.getTime() < gapMs) ||
    places.filter(({ at }) => wallTimeIn(zone, at).day === day).length >= postsPerDay ||
    places.length >= platformCap
  );
}
