// For whom the hour has come that they chose for their digest, and writing them what they have not had yet.
import { wallTimeIn } from "../../domain/distribution/local-clock.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { NOTICE_TOPIC, type NoticeValue, writeNotice } from "../notice/write-notice.ts";
import { digestSettings } from "./digest-settings.ts";

/** Who came yesterday evening has nothing to look back on. */
const NEW_MS = 12 * HOUR_MS;

interface AtHour {
  readonly operatorId: string;
  /** "2026-12-01", by their own clock. */
  readonly day: string;
  readonly hoursLate: number;
}

/** Owners and managers who want it and can be told, from their hour on until their midnight. */
export async function atTheirHour(context: AppContext): Promise<readonly AtHour[]> {
  const now = context.clock.now();
  const operators = await context.database.prisma.operator.findMany({
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
  return [...settings].flatMap(([operatorId, { on, hour, zone }]) => {
    const local = wallTimeIn(zone, now);
    return on && local.hour >= hour ? [{ operatorId, day: local.day, hoursLate: local.hour - hour }] : [];
  });
}

interface Due {
  readonly operatorId: string;
  /** What has it was written before. */
  readonly dedupeKey: string;
}

/** @param facts asked for only where somebody is to be told. @returns how many were */
export async function writeOnce(
  context: AppContext,
  due: readonly Due[],
  facts: () => Promise<NoticeValue>,
): Promise<number> {
  const { prisma } = context.database;
  const told = await prisma.operatorNotice.findMany({
    where: { dedupeKey: { in: due.map(({ dedupeKey }) => dedupeKey) } },
    select: { dedupeKey: true },
  });
  const known = new Set(told.map(({ dedupeKey }) => dedupeKey));
  const fresh = due.filter(({ dedupeKey }) => !known.has(dedupeKey));
  if (fresh.length === 0) return 0;
  const notice = await facts();
  await prisma.$transaction(async (tx) => {
    for (const each of fresh) await writeNotice(context, tx, notice, { ...each, avatarId: null, conversationId: null });
  });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  return fresh.length;
}
