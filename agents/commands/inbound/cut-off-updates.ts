// What operators sent and nobody answered, because the process died over it: they are told, since only they know whether to
// send it again. What they had approved is carried out by itself (run/resume-runs.ts).
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { writeNotice } from "../notice/write-notice.ts";

const MOST_AT_ONCE = 200;
/** On a shared database another process may still be at it. */
const LONGEST_WORK_MS = 10 * MINUTE_MS;
/** What the source of such an update ends in, after the surface. */
const FROM_OPERATORS = "-operator";
const Asked = z.object({ operatorId: z.string() });

/** Told once per operator, surface and look. @returns how many updates were cut off */
export async function tellCutOff(context: AppContext): Promise<number> {
  const { prisma, embedded } = context.database;
  const now = context.clock.now();
  const before = embedded ? context.installation.startedAt : new Date(now.getTime() - LONGEST_WORK_MS);
  const where = { source: { endsWith: FROM_OPERATORS }, state: "received" as const, receivedAt: { lt: before } };
  return await prisma.$transaction(async (tx) => {
    const rows = await tx.inboundEvent.findMany({ where, orderBy: { receivedAt: "asc" }, take: MOST_AT_ONCE });
    const ids = rows.map(({ id }) => id);
    await tx.inboundEvent.updateMany({
      where: { id: { in: ids } },
      data: { state: "failed", error: "cut off", processedAt: now },
    });
    const asked = rows.map(({ payload, source, receivedAt }) => {
      return { ...Asked.parse(payload), surface: source.slice(0, -FROM_OPERATORS.length), at: receivedAt };
    });
    const last = new Map(asked.map((each) => [`${each.operatorId} ${each.surface}`, each]));
    for (const { operatorId, surface, at } of last.values()) {
      const facts = { kind: "cut_off", at: at.toISOString(), surface } as const;
      await writeNotice(context, tx, facts, { avatarId: null, conversationId: null, operatorId });
    }
    return rows.length;
  });
}

/** The answer is out. */
export const finishUpdate = defineInternal({
  name: "inbound.finish-update",
  input: z.object({ source: z.string(), eventId: z.string() }),
  run: async (context, { source, eventId }): Promise<void> => {
    await context.database.prisma.inboundEvent.updateMany({
      where: { source, eventId, state: "received" },
      data: { state: "processed", processedAt: context.clock.now() },
    });
  },
});
