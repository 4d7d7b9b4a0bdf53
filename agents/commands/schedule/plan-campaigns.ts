// Fills the next week of each running campaign, two days before it begins.

import { z } from "zod";
import { dayAfter } from "../../domain/avatars/story.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { Actor, AppContext, CommandContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { accountStop } from "./account-stop.ts";
import { type CalendarAccount, calendarAccount, publishingAccounts } from "./calendar-accounts.ts";
import { planWeek } from "./plan-week.ts";
import { postablePieces } from "./postable-pieces.ts";
import { putPosts } from "./put-posts.ts";
import { spanOf } from "./week-span.ts";

/** Time to look, to move and to approve more. */
const AHEAD_MS = 2 * DAY_MS;
const WEEK_DAYS = 7;

export const planCampaigns = defineInternal({
  name: "campaign.plan-due",
  input: z.object({}),
  /** @returns how many weeks were planned */
  run: async (context): Promise<number> => {
    const running = await context.database.prisma.postCampaign.findMany({
      where: { state: "running", avatar: { state: { not: "retired" } } },
      include: { avatar: true },
    });
    let planned = 0;
    for (const campaign of running) if (await planNextWeek(context, campaign)) planned += 1;
    if (planned > 0) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return planned;
  },
});

const loadRunning = (context: AppContext) =>
  context.database.prisma.postCampaign.findFirstOrThrow({ include: { avatar: true } });
type Campaign = Awaited<ReturnType<typeof loadRunning>>;

async function planNextWeek(app: AppContext, campaign: Campaign): Promise<boolean> {
  const { id, avatar, plannedWeeks, weeks, postsPerWeek, themes, name } = campaign;
  const firstDay = dayAfter(campaign.startsOn.toISOString().slice(0, 10), plannedWeeks * WEEK_DAYS);
  const span = spanOf(avatar.timeZone, firstDay, WEEK_DAYS);
  const now = app.clock.now();
  if (span.from.getTime() - now.getTime() > AHEAD_MS) return false;
  const context: CommandContext = { ...app, actor: actorOf(campaign), signal: new AbortController().signal };
  const rows = await publishingAccounts(context, avatar);
  const accounts: CalendarAccount[] = [];
  for (const row of rows) {
    if (accountStop(row, avatar) === null) {
      accounts.push(await calendarAccount(context, context.database.prisma, row, avatar));
    }
  }
  const pieces = await postablePieces(context, avatar.id, themes);
  const from = span.from > now ? span.from : now;
  // A week that passed while nothing ran is over, and stays empty.
  const isOver = span.until <= now;
  const wish = { from, until: span.until, posts: postsPerWeek, random: context.random };
  const plan = isOver ? { posts: [] } : planWeek(accounts, pieces, wish);
  const wanted = plan.posts.map(({ piece, account, at }) => ({ piece, accountId: account.id, at }));
  const templates = await loadTemplates(context);
  return await context.database.prisma.$transaction(
    async (tx) => {
      const week = plannedWeeks + 1;
      const moved = await tx.postCampaign.updateMany({
        where: { id, state: "running", plannedWeeks },
        data: { plannedWeeks: week, ...(week === weeks ? { state: "done" as const } : {}) },
      });
      if (moved.count === 0) return false;
      const put = await putPosts(context, tx, avatar, wanted, { templates, campaignId: id });
      const count = put.filter((each) => "postId" in each).length;
      const where = { avatarId: avatar.id, conversationId: null };
      await writeNotice(context, tx, { kind: "calendar", what: "campaign", account: name, count, week, weeks }, where);
      return true;
    },
    { timeout: 20_000, maxWait: 20_000 },
  );
}

/** Whoever said yes to the campaign said yes to its posts. */
function actorOf({ createdById }: Campaign): Actor {
  return { kind: "system", id: createdById, name: "campaign", role: "manager", surface: "schedule", language: "en" };
}
