// Private replies whose job gave up or got lost: tried again until they are out, refused or too late.
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";

/** Longer than the job's own attempts take. */
const LATE_MS = 10 * MINUTE_MS;
const A_LOOK = 200;

export async function openCommentReplies(context: AppContext): Promise<readonly string[]> {
  const before = new Date(context.clock.now().getTime() - LATE_MS);
  const rows = await context.database.prisma.commentReply.findMany({
    where: { state: { in: ["pending", "sending", "unknown"] }, createdAt: { lt: before } },
    select: { id: true },
    orderBy: { createdAt: "asc" },
    take: A_LOOK,
  });
  return rows.map((row) => row.id);
}
