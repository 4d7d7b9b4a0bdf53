// Takes silent fans up into running sequences: portions by silence and id, each conversation once a silence.
import { PASSING_REASONS, STEP_LIFE_MS } from "../../domain/fans/outreach-rules.ts";
import { SegmentFilter } from "../../domain/fans/segment-filter.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { reasonColumn, segmentWhere } from "../segment/segment-query.ts";
import { ACTIVE_AVATAR } from "./campaign-state.ts";
import { readSteps } from "./campaign-texts.ts";

const PORTION = 500;
const MOST_PORTIONS = 10;

export async function enrolSequences(context: AppContext, signal: AbortSignal): Promise<void> {
  const running = await context.database.prisma.sequence.findMany({
    where: { state: "running", avatar: ACTIVE_AVATAR },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  for (const { id } of running)
    for (let portion = 0; portion < MOST_PORTIONS && !signal.aborted; portion += 1)
      if (await enrolPortion(context, id)) break;
}

interface Silent {
  readonly id: string;
  readonly lastInboundAt: Date;
}

/** @returns whether all who are silent now were looked at; the next round begins anew, since fans change */
async function enrolPortion(context: AppContext, id: string): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Sequence" WHERE id = ${id} FOR UPDATE`;
    const sequence = await tx.sequence.findUnique({ where: { id } });
    if (sequence?.state !== "running") return true;
    const now = context.clock.now();
    const { avatarId } = sequence;
    const steps = readSteps(sequence.steps);
    const until = new Date(now.getTime() - (steps[0]?.afterHours ?? 0) * HOUR_MS);
    const since = new Date(until.getTime() - STEP_LIFE_MS);
    const from = sequence.cursorAt ?? since;
    const reason = await reasonColumn(context, tx, avatarId, { ofSequence: true });
    const filter = SegmentFilter.parse(sequence.filter);
    const found = await tx.$queryRaw<Silent[]>`
      WITH silent AS (
        SELECT c.id, c."lastInboundAt", c."accountId", c."fanId" FROM "Conversation" c
        JOIN "Fan" f ON f.id = c."fanId" JOIN "Account" a ON a.id = c."accountId"
        WHERE ${segmentWhere({ avatarId, filter, now })}
          AND c."lastInboundAt" > ${since} AND c."lastInboundAt" <= ${until}
          AND (c."lastInboundAt", c.id) > (${from}, ${sequence.cursorId})
          AND coalesce(${reason}, ${PASSING_REASONS[0]}) = ANY(${[...PASSING_REASONS]})
        ORDER BY c."lastInboundAt", c.id LIMIT ${PORTION}),
      queued AS (
        INSERT INTO "Outreach" (id, "sequenceId", step, "silentSince", "avatarId", "accountId", "fanId", "conversationId",
          "dueAt", "createdAt")
        SELECT 'otr_' || replace(gen_random_uuid()::text, '-', ''), ${id}, s.step::int - 1, silent."lastInboundAt",
          ${avatarId}, silent."accountId", silent."fanId", silent.id,
          silent."lastInboundAt" + s.hours * interval '1 hour', ${now}
        FROM silent CROSS JOIN unnest(${steps.map(({ afterHours }) => afterHours)}::int[]) WITH ORDINALITY AS s(hours, step)
        ON CONFLICT DO NOTHING)
      SELECT id, "lastInboundAt" FROM silent ORDER BY "lastInboundAt", id`;
    const last = found.at(-1);
    const isDone = found.length < PORTION || last === undefined;
    await tx.sequence.update({
      where: { id },
      data: isDone ? { cursorAt: null, cursorId: "" } : { cursorAt: last.lastInboundAt, cursorId: last.id },
    });
    return isDone;
  });
}
