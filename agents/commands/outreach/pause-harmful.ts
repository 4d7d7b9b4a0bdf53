// The guardrail: a campaign after which too many fans opt out, block or complain stands still until a person says go on.
import { Prisma } from "../../../prisma/client.ts";
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

const SUMS = Prisma.sql`count(*)::int AS sent,
  count(coalesce(o."optedOutAt", o."blockedAt", o."complainedAt"))::int AS harmed`;
const COUNTED = Prisma.sql`m.state = 'running' AND (o.state = 'sent' OR o."blockedAt" IS NOT NULL)
  AND o."plannedAt" >= coalesce(m."resumedAt", m."createdAt")`;

/** Since the start, or since somebody last said go on. */
export async function pauseHarmful(context: AppContext): Promise<void> {
  const { prisma } = context.database;
  const running = await prisma.$queryRaw<Running[]>`
    SELECT 'broadcast' AS kind, m.id, m.segment AS name, m."avatarId", ${SUMS}
    FROM "Broadcast" m JOIN "Outreach" o ON o."broadcastId" = m.id WHERE ${COUNTED} GROUP BY m.id
    UNION ALL
    SELECT 'sequence', m.id, m.name, m."avatarId", ${SUMS}
    FROM "Sequence" m JOIN "Outreach" o ON o."sequenceId" = m.id WHERE ${COUNTED} GROUP BY m.id`;
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
