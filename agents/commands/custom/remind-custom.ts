// What is paid and still to be made: the team is told the day before the date, and when it is past, each once.
import { dueReminders } from "../../domain/sales/custom-request.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";
import { writeNotice } from "../notice/write-notice.ts";

const MOST_AT_ONCE = 500;

/** @returns notices written */
export async function remindOfCustom(context: AppContext): Promise<number> {
  const now = context.clock.now();
  const { prisma } = context.database;
  const rows = await prisma.customRequest.findMany({
    where: { state: "paid", dueAt: { lte: new Date(now.getTime() + DAY_MS) } },
    orderBy: { dueAt: "asc" },
    take: MOST_AT_ONCE,
  });
  let count = 0;
  for (const { id, avatarId, conversationId, alarms, dueAt } of rows) {
    if (dueAt === null) continue;
    const due = dueReminders(dueAt, now);
    if (alarms >= due) continue;
    const what = dueAt <= now ? ("overdue" as const) : ("due" as const);
    count += await prisma.$transaction(async (tx) => {
      const moved = await tx.customRequest.updateMany({
        where: { id, state: "paid", alarms },
        data: { alarms: due },
      });
      if (moved.count > 0)
        await writeNotice(
          context,
          tx,
          { kind: "custom", requestId: id, what, dueAt: dueAt.toISOString() },
          { avatarId, conversationId },
        );
      return moved.count;
    });
  }
  return count;
}
