// Nobody waits unseen, and the machine never speaks again by surprise: notices for both, each once (domain 7).
import { DEFAULT_HANDOVER, isAlarmDue, MOST_ALARMS } from "../../domain/fans/handover.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { remindOfCustom } from "../custom/remind-custom.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { handoverSettings } from "./handover-settings.ts";
import { WAITING } from "./waiting.ts";

/** The team is told this long before the machine speaks again. */
const PAUSE_WARNING_MS = 3 * MINUTE_MS;
const MOST_AT_ONCE = 1_000;

/** @returns notices written */
export async function remindTeamNow(context: AppContext): Promise<number> {
  const count = (await alarmWaiting(context)) + (await warnOfPauseEnds(context)) + (await remindOfCustom(context));
  if (count > 0) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  return count;
}

/** After the time set, and once more after twice that. */
async function alarmWaiting(context: AppContext): Promise<number> {
  const now = context.clock.now();
  const { prisma } = context.database;
  const waiting = await prisma.conversation.findMany({
    where: { ...WAITING, alarms: { lt: MOST_ALARMS } },
    select: { id: true, avatarId: true, alarms: true, waitingSince: true },
    orderBy: { waitingSince: "asc" },
    take: MOST_AT_ONCE,
  });
  const avatarIds = [...new Set(waiting.map(({ avatarId }) => avatarId))];
  const settings = new Map(
    await Promise.all(avatarIds.map(async (id) => [id, await handoverSettings(context, id)] as const)),
  );
  let count = 0;
  for (const { id, avatarId, alarms, waitingSince } of waiting) {
    if (waitingSince === null) continue;
    const { alarmMinutes } = settings.get(avatarId) ?? DEFAULT_HANDOVER;
    if (!isAlarmDue({ waitingSince, alarms }, alarmMinutes, now)) continue;
    const minutes = Math.floor((now.getTime() - waitingSince.getTime()) / MINUTE_MS);
    count += await prisma.$transaction(async (tx) => {
      const moved = await tx.conversation.updateMany({
        where: { id, alarms, waitingSince },
        data: { alarms: alarms + 1 },
      });
      if (moved.count > 0)
        await writeNotice(context, tx, { kind: "waiting", minutes }, { avatarId, conversationId: id });
      return moved.count;
    });
  }
  return count;
}

/** Only where the machine would speak again: what was taken until it is handed back has no end. */
async function warnOfPauseEnds(context: AppContext): Promise<number> {
  const now = context.clock.now();
  const { prisma } = context.database;
  const ending = await prisma.conversation.findMany({
    where: {
      botPausedUntil: { gt: now, lte: new Date(now.getTime() + PAUSE_WARNING_MS) },
      OR: [{ autonomy: null }, { autonomy: { not: "off" } }],
      AND: {
        OR: [
          { pauseToldUntil: null },
          { pauseToldUntil: { not: { equals: prisma.conversation.fields.botPausedUntil } } },
        ],
      },
    },
    select: { id: true, avatarId: true, botPausedUntil: true },
    take: MOST_AT_ONCE,
  });
  let count = 0;
  for (const { id, avatarId, botPausedUntil } of ending) {
    if (botPausedUntil === null) continue;
    const minutes = Math.ceil((botPausedUntil.getTime() - now.getTime()) / MINUTE_MS);
    count += await prisma.$transaction(async (tx) => {
      const moved = await tx.conversation.updateMany({
        where: { id, botPausedUntil },
        data: { pauseToldUntil: botPausedUntil },
      });
      if (moved.count > 0)
        await writeNotice(context, tx, { kind: "pause_ends", minutes }, { avatarId, conversationId: id });
      return moved.count;
    });
  }
  return count;
}
