// Keeps the calendar true to what happened: holds the posts of accounts that stopped, frees them when they go on, gives late ones a
// new hour, and asks for the yes that posts need. Called every few minutes and when a post fails for good.
import { z } from "zod";
import { LATE_GRACE_MS } from "../../domain/distribution/posting-pace.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { NOTICE_TOPIC, type NoticeValue, writeNotice } from "../notice/write-notice.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { accountStop } from "./account-stop.ts";
import { wakeAt } from "./put-posts.ts";
import { replanPosts } from "./replan.ts";

/** A yes is asked for this long ahead: somebody is awake within it. */
const ASK_AHEAD_MS = 12 * HOUR_MS;
/** More than this of one account in one go would keep the database's only writer too long; the rest follows next time. */
const MOST_AT_ONCE = 200;

type CalendarNotice = Extract<NoticeValue, { kind: "calendar" }>;

export const scheduleReplan = defineInternal({
  name: "schedule.replan",
  input: z.object({ accountId: z.string().optional() }),
  /** @returns how many posts were held, freed or moved */
  run: async (context, { accountId }): Promise<number> => {
    const { prisma } = context.database;
    let touched = await askForApprovals(context);
    const now = context.clock.now();
    const open = await prisma.scheduledPost.groupBy({
      by: ["accountId"],
      where: {
        ...(accountId === undefined ? {} : { accountId }),
        state: "scheduled",
        placedBy: { not: "now" },
      },
    });
    for (const account of open) touched += await settleAccount(context, account.accountId, now);
    if (touched > 0) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return touched;
  },
});

async function settleAccount(context: AppContext, accountId: string, now: Date): Promise<number> {
  const account = await context.database.prisma.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { avatar: { select: { state: true } } },
  });
  const stop = accountStop(account, account.avatar);
  if (stop !== null) return await holdPosts(context, account, stop);
  return (await freePosts(context, account, now)) + (await moveLate(context, account, now));
}

interface Owned {
  readonly id: string;
  readonly avatarId: string;
  readonly handle: string;
}

async function holdPosts(context: AppContext, account: Owned, reason: string): Promise<number> {
  return await context.database.prisma.$transaction(async (tx) => {
    const held = await tx.scheduledPost.updateMany({
      where: { accountId: account.id, state: "scheduled", placedBy: { not: "now" }, waitsFor: null },
      data: { waitsFor: "account" },
    });
    if (held.count > 0) await tell(context, tx, account, { what: "held", count: held.count, reason });
    return held.count;
  });
}

/** Those whose hour is still to come go out as planned; the others are late. */
async function freePosts(context: AppContext, account: Owned, now: Date): Promise<number> {
  return await context.database.prisma.$transaction(async (tx) => {
    const waiting = { accountId: account.id, state: "scheduled", waitsFor: "account" } as const;
    const posts = await tx.scheduledPost.findMany({ where: { ...waiting, dueAt: { gt: now } } });
    for (const { id, dueAt } of posts) {
      await tx.scheduledPost.update({ where: { id }, data: { waitsFor: null } });
      await wakeAt(context, tx, id, dueAt);
    }
    await tx.scheduledPost.updateMany({ where: { ...waiting, dueAt: { lte: now } }, data: { waitsFor: "slot" } });
    if (posts.length > 0) await tell(context, tx, account, { what: "freed", count: posts.length });
    return posts.length;
  });
}

async function moveLate(context: AppContext, account: Owned, now: Date): Promise<number> {
  const late = await context.database.prisma.scheduledPost.findMany({
    where: {
      accountId: account.id,
      state: "scheduled",
      placedBy: { not: "now" },
      OR: [{ waitsFor: "slot" }, { waitsFor: null, dueAt: { lt: new Date(now.getTime() - LATE_GRACE_MS) } }],
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: { id: true, waitsFor: true },
    take: MOST_AT_ONCE,
  });
  if (late.length === 0) return 0;
  const templates = await loadTemplates(context);
  return await context.database.prisma.$transaction(
    async (tx) => {
      const ids = late.map(({ id }) => id);
      const { moved, left, firstAt } = await replanPosts(context, tx, account.id, ids, templates);
      if (moved > 0 && firstAt) {
        await tell(context, tx, account, { what: "moved", count: moved, firstAt: firstAt.toISOString() });
      }
      const isNews = late.some(({ waitsFor }) => waitsFor === null);
      if (left > 0 && (moved > 0 || isNews)) await tell(context, tx, account, { what: "no_hour", count: left });
      return moved;
    },
    { timeout: 20_000, maxWait: 20_000 },
  );
}

async function askForApprovals(context: AppContext): Promise<number> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const posts = await prisma.scheduledPost.findMany({
    where: {
      state: "scheduled",
      placedBy: { not: "now" },
      waitsFor: null,
      approvedAt: null,
      askedAt: null,
      dueAt: { lt: new Date(now.getTime() + ASK_AHEAD_MS) },
      OR: [{ needsApproval: true }, { account: { avatar: { asksBeforePosting: true } } }],
    },
    select: { id: true, account: { select: { avatarId: true } } },
    take: MOST_AT_ONCE,
  });
  for (const { id, account } of posts) {
    await prisma.$transaction(async (tx) => {
      const asked = await tx.scheduledPost.updateMany({ where: { id, askedAt: null }, data: { askedAt: now } });
      if (asked.count === 0) return;
      const where = { avatarId: account.avatarId, conversationId: null };
      await writeNotice(context, tx, { kind: "post_approval", postId: id, late: false }, where);
    });
  }
  return posts.length;
}

async function tell(
  context: AppContext,
  tx: Transaction,
  { avatarId, handle }: Owned,
  said: Omit<CalendarNotice, "kind" | "account">,
): Promise<void> {
  const notice = { kind: "calendar" as const, account: handle, ...said };
  await writeNotice(context, tx, notice, { avatarId, conversationId: null });
}
