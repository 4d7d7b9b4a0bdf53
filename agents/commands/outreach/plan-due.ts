// Hands what is due to delivery, no faster than each account is set to.
import { type OutreachSettings, perHourOf, roomNow } from "../../domain/fans/outreach-rules.ts";
import { COUNTRIES_WITH_A_ZONE, quietEndsAt } from "../../domain/fans/quiet-hours.ts";
import { HOUR_MS, MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { outreachSettings } from "./outreach-settings.ts";
import { planOutreach } from "./plan-outreach.ts";

/** Judged in one round, an account: what is moved to later or left out takes none of the hour's room. */
const MOST_JUDGED = 100;

interface Due {
  readonly accountId: string;
  readonly avatarId: string;
  readonly platform: string;
  readonly timeZone: string;
  readonly lastHour: number;
  readonly lastMinute: number;
}

export async function planDue(context: AppContext, signal: AbortSignal): Promise<number> {
  const now = context.clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const { prisma } = context.database;
  const accounts = await prisma.$queryRaw<Due[]>`
    SELECT a.id AS "accountId", a."avatarId", a.platform, v."timeZone",
      (SELECT count(*)::int FROM "Outreach" o WHERE o."accountId" = a.id AND o."plannedAt" > ${ago(HOUR_MS)}) AS "lastHour",
      (SELECT count(*)::int FROM "Outreach" o WHERE o."accountId" = a.id AND o."plannedAt" > ${ago(MINUTE_MS)}) AS "lastMinute"
    FROM "Account" a JOIN "Avatar" v ON v.id = a."avatarId"
    WHERE v.state NOT IN ('paused', 'retired')
      AND EXISTS (SELECT 1 FROM "Outreach" o WHERE o."accountId" = a.id AND o.state = 'queued' AND o."dueAt" <= ${now})`;
  let planned = 0;
  for (const account of accounts) {
    const settings = await outreachSettings(prisma, account.avatarId);
    await letSleep(context, account, settings);
    const room = roomNow(settings.perHour[account.accountId] ?? perHourOf(account.platform), account);
    planned += await planAccount(context, account.accountId, room, signal);
  }
  return planned;
}

/** Fans who live by the avatar's clock are moved to the morning together; others are judged one by one. */
async function letSleep({ clock, database }: AppContext, account: Due, { quiet }: OutreachSettings): Promise<void> {
  const now = clock.now();
  const until = quietEndsAt(quiet, account.timeZone, now);
  if (until <= now) return;
  await database.prisma.$executeRaw`
    UPDATE "Outreach" o SET "dueAt" = ${until}, reason = 'quiet_hours' FROM "Fan" f
    WHERE f.id = o."fanId" AND o."accountId" = ${account.accountId} AND o.state = 'queued' AND o."dueAt" <= ${now}
      AND NOT coalesce(upper(f.country) = ANY(${[...COUNTRIES_WITH_A_ZONE]}), FALSE)`;
}

async function planAccount(context: AppContext, accountId: string, room: number, signal: AbortSignal): Promise<number> {
  if (room === 0) return 0;
  const due = await context.database.prisma.$queryRaw<{ id: string; broadcastId: string | null }[]>`
    SELECT o.id, o."broadcastId" FROM "Outreach" o
    LEFT JOIN "Broadcast" b ON b.id = o."broadcastId" LEFT JOIN "Sequence" s ON s.id = o."sequenceId"
    WHERE o.state = 'queued' AND o."accountId" = ${accountId} AND o."dueAt" <= ${context.clock.now()}
      AND coalesce(b.state, s.state) = 'running'
    ORDER BY o."dueAt", o.id LIMIT ${MOST_JUDGED}`;
  const moved = new Set<string>();
  let planned = 0;
  for (const { id, broadcastId } of due) {
    if (planned >= room || signal.aborted) break;
    if ((await planOutreach(context, id)) === "planned") planned += 1;
    if (broadcastId !== null) moved.add(broadcastId);
  }
  for (const id of moved) context.ports.events.publish({ topic: `broadcast:${id}`, kind: "moved" });
  return planned;
}
