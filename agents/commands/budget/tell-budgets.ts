// Alarms of ceilings: at a half, at four fifths, and when nothing is left; each once a day and ceiling, the highest only.
import { z } from "zod";
import { ALARM_PERCENTS, alarmOf } from "../../domain/money/budget-alarm.ts";
import { defineInternal } from "../internal.ts";
import { ceilingsToday } from "../money/ceilings.ts";
import { dayKey } from "../money/ledger-today.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";

/** @returns how many were written */
export const tellBudgets = defineInternal({
  name: "budget.tell",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const { prisma } = context.database;
    const now = context.clock.now();
    const { workspace, avatars } = await ceilingsToday(context, now);
    const ceilings = [
      { avatarId: null, ...workspace },
      ...[...avatars].map(([avatarId, each]) => ({ avatarId, ...each })),
    ];
    const reached = ceilings.flatMap(({ avatarId, usedMicros, limitMicros }) => {
      const percent = alarmOf(usedMicros, limitMicros);
      if (percent === null) return [];
      // A raised ceiling rings anew.
      const key = (step: number) => `budget:${avatarId ?? "all"}:${dayKey(now)}:${limitMicros}:${step}`;
      const heard = ALARM_PERCENTS.filter((step) => step >= percent).map(key);
      return [{ avatarId, percent, usedMicros, limitMicros, dedupeKey: key(percent), heard }];
    });
    if (reached.length === 0) return 0;
    const told = await prisma.operatorNotice.findMany({
      where: { dedupeKey: { in: reached.flatMap(({ heard }) => heard) } },
      select: { dedupeKey: true },
    });
    const known = new Set(told.map(({ dedupeKey }) => dedupeKey));
    const fresh = reached.filter(({ heard }) => !heard.some((key) => known.has(key)));
    if (fresh.length === 0) return 0;
    await prisma.$transaction(async (tx) => {
      for (const { avatarId, percent, usedMicros, limitMicros, dedupeKey } of fresh) {
        const facts = { kind: "budget", percent, usedMicros, limitMicros } as const;
        await writeNotice(context, tx, facts, { avatarId, conversationId: null, dedupeKey });
      }
    });
    context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return fresh.length;
  },
});
