// Finds the fans of running broadcasts, a portion a transaction, by fan: none twice, whatever is repeated.

import { PASSING_REASONS } from "../../domain/fans/outreach-rules.ts";
import { SegmentFilter } from "../../domain/fans/segment-filter.ts";
import type { AppContext } from "../context.ts";
import { fansOf, reasonColumn } from "../segment/segment-query.ts";
import { ACTIVE_AVATAR } from "./campaign-state.ts";
import { readTexts } from "./campaign-texts.ts";

/** Fans looked at in one transaction: it holds a share of their rows until it commits, and turns wait for no more than this. */
const PORTION = 1_000;
const MOST_PORTIONS = 10;

export async function expandBroadcasts(context: AppContext, signal: AbortSignal): Promise<void> {
  const open = await context.database.prisma.broadcast.findMany({
    where: { state: "running", expandedAt: null, avatar: ACTIVE_AVATAR },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  for (const { id } of open)
    for (let portion = 0; portion < MOST_PORTIONS && !signal.aborted; portion += 1)
      if (await expandPortion(context, id)) break;
}

interface Portion {
  readonly reason: string | null;
  readonly count: number;
}

/** @returns whether nothing is left to be found */
async function expandPortion(context: AppContext, id: string): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Broadcast" WHERE id = ${id} FOR UPDATE`;
    const broadcast = await tx.broadcast.findUnique({ where: { id } });
    if (broadcast?.state !== "running" || broadcast.expandedAt) return true;
    const now = context.clock.now();
    const { avatarId, cursorFanId } = broadcast;
    const languages = Object.keys(readTexts(broadcast.texts));
    const reason = await reasonColumn(context, tx, avatarId, { languages, carriesOffer: broadcast.packId !== null });
    const filter = SegmentFilter.parse(broadcast.filter);
    const ids = await tx.fan.findMany({
      where: { avatarId, id: { gt: cursorFanId } },
      select: { id: true },
      orderBy: { id: "asc" },
      take: PORTION,
    });
    const upTo = ids.at(-1)?.id ?? cursorFanId;
    const rows = await tx.$queryRaw<Portion[]>`
      WITH found AS (${fansOf({ avatarId, filter, now, span: { after: cursorFanId, upTo } }, reason)}),
      queued AS (
        INSERT INTO "Outreach" (id, "broadcastId", "avatarId", "accountId", "fanId", "conversationId", "dueAt", "createdAt")
        SELECT 'otr_' || replace(gen_random_uuid()::text, '-', ''), ${id}, ${avatarId}, "accountId", "fanId",
          "conversationId", ${now}, ${now}
        FROM found WHERE reason IS NULL OR reason = ANY(${[...PASSING_REASONS]})
        ON CONFLICT DO NOTHING)
      SELECT reason, count(*)::int AS count FROM found GROUP BY reason`;
    const found = rows.reduce((sum, { count }) => sum + count, 0);
    const isDone = ids.length < PORTION;
    await tx.broadcast.update({
      where: { id },
      data: {
        cursorFanId: upTo,
        audience: { increment: found },
        leftOut: added(broadcast.leftOut, rows),
        expandedAt: isDone ? now : null,
      },
    });
    return isDone;
  });
}

function added(before: unknown, rows: readonly Portion[]): Record<string, number> {
  const counts: Record<string, number> = { ...Object(before) };
  for (const { reason, count } of rows)
    if (reason !== null && !PASSING_REASONS.some((passing) => passing === reason))
      counts[reason] = (counts[reason] ?? 0) + count;
  return counts;
}
