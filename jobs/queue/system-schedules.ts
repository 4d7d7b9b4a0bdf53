// What recurs by itself: lost wake-ups, reminders of the team, cards, offers and reservations that lapse, what was kept long enough, the embedded
// database's upkeep.

import { accountsToLookAfter } from "../../agents/commands/account/accounts-to-look-after.ts";
import { endLostLogins } from "../../agents/commands/account/login/end-login.ts";
import { checkTokens, renewTokens } from "../../agents/commands/account/renew-tokens.ts";
import { tellBudgets } from "../../agents/commands/budget/tell-budgets.ts";
import type { AppContext } from "../../agents/commands/context.ts";
import { CONVERSATION_LEASE_MS } from "../../agents/commands/conversation/advance.ts";
import { tellDigests, tellMonths } from "../../agents/commands/digest/tell-digests.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { settleForgotten } from "../../agents/commands/money/settle-forgotten.ts";
import { OPEN_OFFER_STATES } from "../../agents/commands/offer/shown-offer.ts";
import { planCampaigns } from "../../agents/commands/schedule/plan-campaigns.ts";
import { scheduleReplan } from "../../agents/commands/schedule/schedule-replan.ts";
import { lapseSubscriptions } from "../../agents/commands/subscription/lapse-subscriptions.ts";
import { TURN_PREFIX } from "../../agents/commands/system/hold-turn.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import { advanceConversation } from "../../agents/work-orders/advance-conversation.ts";
import { applyRetention } from "../../agents/work-orders/apply-retention.ts";
import { enqueue } from "../../agents/work-orders/enqueue.ts";
import { lookAfterAccount } from "../../agents/work-orders/look-after-account.ts";
import { remindTeam } from "../../agents/work-orders/remind-team.ts";
import { runOutreachOrder } from "../../agents/work-orders/run-outreach.ts";
import { sweepStorage } from "../../agents/work-orders/sweep-storage.ts";
import { Prisma } from "../../prisma/client.ts";
import { missedEvents } from "./missed-events.ts";
import type { Schedule } from "./schedules.ts";

/** A wake-up is late when its time passed by this much. */
const LATE_MS = 3 * SECOND_MS;
const SWEEP_LIMIT = 500;

/** The row is the truth: whatever is unanswered or undelivered is woken again, however its job got lost. */
async function wakeConversations(context: AppContext): Promise<void> {
  const now = context.clock.now();
  const late = new Date(now.getTime() - LATE_MS);
  const { rows } = await context.database.pool.query<{ id: string }>({
    name: "late-conversations",
    text: `SELECT id FROM "Conversation" WHERE "firstUnansweredAt" IS NOT NULL AND "replyDueAt" < $1
             AND ("leaseUntil" IS NULL OR "leaseUntil" < $2)
           UNION
           SELECT o."conversationId" FROM "OutboundMessage" o JOIN "Conversation" c ON c.id = o."conversationId"
           WHERE o.state IN ('pending', 'sending', 'unknown') AND coalesce(o."dueAt", o."createdAt") < $1 AND (c."leaseUntil" IS NULL OR c."leaseUntil" < $2)
           LIMIT $3`,
    values: [late, now, SWEEP_LIMIT],
  });
  await context.ports.queue.addAll(
    advanceConversation,
    rows.map(({ id }) => ({ conversationId: id })),
  );
  if (rows.length > 0) context.log.info("late conversations woken", { count: rows.length });
}

async function lapse(context: AppContext): Promise<void> {
  const now = context.clock.now();
  const { prisma } = context.database;
  // Also a yes whose process died before the run began: nothing of it was done, and after this nothing will be.
  await prisma.runCard.updateMany({
    where: { state: { in: ["waiting", "approved"] }, expiresAt: { lt: now } },
    data: { state: "expired" },
  });
  await prisma.offer.updateMany({
    where: { state: { in: [...OPEN_OFFER_STATES] }, expiresAt: { lt: now } },
    data: { state: "expired" },
  });
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await prisma.loginFailure.deleteMany({ where: { occurredAt: { lt: new Date(now.getTime() - DAY_MS) } } });
  await lapseSubscriptions(context);
  const forgotten = await settleForgotten(context);
  if (forgotten > 0) context.log.warn("forgotten reservations settled", { count: forgotten });
}

/** Asked for in the outbox: the deletion is tried again when a run fails, and survives the process. */
async function askForRetention(context: AppContext): Promise<void> {
  await context.database.prisma.$transaction((tx) => enqueue(tx, context.ids, context.clock, applyRetention, {}));
}

async function askForSweep(context: AppContext): Promise<void> {
  await context.database.prisma.$transaction((tx) => enqueue(tx, context.ids, context.clock, sweepStorage, {}));
}

async function askForReminders(context: AppContext): Promise<void> {
  await context.database.prisma.$transaction((tx) => enqueue(tx, context.ids, context.clock, remindTeam, {}));
}

/** Often, since one that was just connected may be old already. */
async function renew(context: AppContext): Promise<void> {
  const count = await callInternal(context, renewTokens, {});
  if (count > 0) context.log.info("tokens renewed", { count });
  const lost = await callInternal(context, checkTokens, {});
  if (lost > 0) context.log.warn("tokens were taken back", { count: lost });
  await endLostLogins(context);
}

/** The rows are the truth: what is due is found again, however its job got lost. */
async function lookAfterAccounts(context: AppContext): Promise<void> {
  const ids = await callInternal(context, accountsToLookAfter, {});
  await context.ports.queue.addAll(
    lookAfterAccount,
    ids.map((accountId) => ({ accountId })),
  );
}

/** Weeks of campaigns first: what they put in is looked at at once. */
async function keepCalendar(context: AppContext): Promise<void> {
  const count = (await callInternal(context, planCampaigns, {})) + (await callInternal(context, scheduleReplan, {}));
  if (count > 0) context.log.info("the calendar was brought up to date", { count });
}

/** Asked for only where something runs. */
async function askForOutreach(context: AppContext): Promise<void> {
  const { prisma } = context.database;
  const where = { state: "running" } as const;
  if ((await prisma.broadcast.count({ where })) + (await prisma.sequence.count({ where })) === 0) return;
  await prisma.$transaction((tx) => enqueue(tx, context.ids, context.clock, runOutreachOrder, {}));
}

/** Budgets that run out, the digest of the morning, and the report of a month that is over. */
async function tellOperators(context: AppContext): Promise<void> {
  await callInternal(context, tellBudgets, {});
  await callInternal(context, tellDigests, {});
  await callInternal(context, tellMonths, {});
}

/** The embedded database has no autovacuum. */
async function vacuum(context: AppContext): Promise<void> {
  if (context.database.embedded) await context.database.prisma.$executeRaw(Prisma.sql`VACUUM (ANALYZE)`);
}

export const SYSTEM_SCHEDULES: readonly Schedule[] = [
  { name: "wake-conversations", everyMs: 5 * SECOND_MS, run: wakeConversations },
  missedEvents,
  { name: "renew-tokens", everyMs: MINUTE_MS, run: renew },
  { name: "calendar", everyMs: 10 * MINUTE_MS, run: keepCalendar },
  { name: "lapse", everyMs: MINUTE_MS, run: lapse },
  { name: "remind-team", everyMs: MINUTE_MS, run: askForReminders },
  { name: "tell-operators", everyMs: MINUTE_MS, run: tellOperators },
  { name: "look-after-accounts", everyMs: 5 * MINUTE_MS, run: lookAfterAccounts },
  { name: "outreach", everyMs: 15 * SECOND_MS, run: askForOutreach },
  { name: "retention", everyMs: DAY_MS, run: askForRetention },
  { name: "sweep-storage", everyMs: DAY_MS, run: askForSweep },
  { name: "vacuum", everyMs: DAY_MS, run: vacuum },
];

/**
 * A process that owns the embedded database alone is the only worker there is: leases of its dead predecessor are
 * nobody's. On a shared database they run out by themselves (at most the conversation's lease later).
 */
export async function freeDeadLeases(context: Pick<AppContext, "database" | "log">): Promise<void> {
  if (!context.database.embedded) return;
  const { pool } = context.database;
  await pool.query(`UPDATE "Conversation" SET "leaseToken" = NULL, "leaseUntil" = NULL WHERE "leaseToken" IS NOT NULL`);
  await pool.query(`UPDATE "VendorJob" SET "leaseUntil" = NULL WHERE "leaseUntil" IS NOT NULL`);
  await pool.query(`UPDATE "ScheduledPost" SET "leaseUntil" = NULL WHERE "leaseUntil" IS NOT NULL`);
  await pool.query(`DELETE FROM "Setting" WHERE key LIKE '${TURN_PREFIX}%'`);
  context.log.debug("leases freed", { delayMs: CONVERSATION_LEASE_MS });
}
