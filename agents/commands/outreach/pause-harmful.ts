// The guardrail: a campaign after which too many fans opt out, block or complain stands still until a person says go on.
import { isHarmful } from "../../domain/fans/outreach-rules.ts";
import type { AppContext } from "../context.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { outreachSettings } from "./outreach-settings.ts";

export const GUARDRAIL = "guardrail";

interface Running {
  readonly kind: "broadcast" | "sequence";
  readonly id: string;
  readonly name: string;
  readonly avatarId: string;
  readonly sent: number;
  readonly harmed: number;
}

/** Since the start, or since somebody last said go on. */
export async function pauseHarmful(context: AppContext): Promise<void> {
  const { prisma } = context.database;
  const running = await prisma.$queryRaw<Running[]>`
    WITH campaign AS (
      SELECT 'broadcast' AS kind, id, segment AS name, "avatarId", coalesce("resumedAt", "createdAt") AS since
      FROM "Broadcast" WHERE state = 'running'
      UNION ALL
      SELECT 'sequence', id, name, "avatarId", coalesce("resumedAt", "createdAt") FROM "Sequence" WHERE state = 'running')
    SELECT m.kind, m.id, m.name, m."avatarId", count(*)::int AS sent,
      count(coalesce(o."optedOutAt", o."blockedAt", o."complainedAt"))::int AS harmed
    FROM campaign m JOIN "Outreach" o ON coalesce(o."broadcastId", o."sequenceId") = m.id
      AND (o.state = 'sent' OR o."blockedAt" IS NOT NULL) AND o."plannedAt" >= m.since
    GROUP BY 1, 2, 3, 4`;
  for (const campaign of running) {
    const { harmPercent } = await outreachSettings(prisma, campaign.avatarId);
    if (isHarmful(campaign, harmPercent)) await pause(context, campaign);
  }
}

async function pause(context: AppContext, { kind, id, name, avatarId, sent, harmed }: Running): Promise<void> {
  const where = {
    where: { id, state: "running" as const },
    data: { state: "paused" as const, pausedReason: GUARDRAIL },
  };
  const paused = await context.database.prisma.$transaction(async (tx) => {
    const { count } = kind === "broadcast" ? await tx.broadcast.updateMany(where) : await tx.sequence.updateMany(where);
    if (count > 0)
      await writeNotice(
        context,
        tx,
        { kind: "outreach_paused", campaign: kind, campaignId: id, name, sent, harmed },
        { avatarId, conversationId: null },
      );
    return count;
  });
  if (paused === 0) return;
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  context.ports.events.publish({ topic: `${kind}:${id}`, kind: "paused" });
  context.log.warn("campaign paused by a guardrail", { source: id, reason: GUARDRAIL, count: harmed });
}
