// Writes each manager's digest when their hour has come, once a day; what a stopped process missed by hours is left out.
import { z } from "zod";
import { wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { defineInternal } from "../internal.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { digestFacts } from "./digest-facts.ts";
import { digestSettings } from "./digest-settings.ts";

/** A process that starts late still tells; at noon it is no morning's news. */
const LATE_HOURS = 3;
/** Who came yesterday evening has nothing to look back on. */
const NEW_MS = 12 * HOUR_MS;

/** @returns how many were written */
export const tellDigests = defineInternal({
  name: "digest.tell",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const { prisma } = context.database;
    const now = context.clock.now();
    const operators = await prisma.operator.findMany({
      where: {
        active: true,
        role: { in: ["owner", "manager"] },
        createdAt: { lt: new Date(now.getTime() - NEW_MS) },
        identities: { some: {} },
      },
      select: { id: true },
    });
    const settings = await digestSettings(
      context,
      operators.map(({ id }) => id),
    );
    const due = [...settings].flatMap(([id, { on, hour, zone }]) => {
      const local = wallTimeIn(zone, now);
      const isDue = on && local.hour >= hour && local.hour < hour + LATE_HOURS;
      return isDue ? [{ operatorId: id, dedupeKey: `digest:${id}:${local.day}` }] : [];
    });
    const told = await prisma.operatorNotice.findMany({
      where: { dedupeKey: { in: due.map(({ dedupeKey }) => dedupeKey) } },
      select: { dedupeKey: true },
    });
    const known = new Set(told.map(({ dedupeKey }) => dedupeKey));
    const fresh = due.filter(({ dedupeKey }) => !known.has(dedupeKey));
    if (fresh.length === 0) return 0;
    const facts = await digestFacts(context);
    await prisma.$transaction(async (tx) => {
      for (const each of fresh)
        await writeNotice(context, tx, { kind: "digest", ...facts }, { ...each, avatarId: null, conversationId: null });
    });
    context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
    return fresh.length;
  },
});
