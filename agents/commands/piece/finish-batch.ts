// Tells the world that a piece moved, and closes its batch with the last one.
import type { AppContext } from "../context.ts";
import { tellWebhooks } from "../webhook/webhook-events.ts";

export async function finishBatch(context: AppContext, batchId: string | null): Promise<void> {
  if (!batchId) return;
  // Most pieces are not the last: for those one look is enough.
  const { rows } = await context.database.pool.query<{ avatarId: string }>({
    name: "batch-is-over",
    text: `SELECT "avatarId" FROM "Batch" WHERE id = $1 AND state = 'running' AND NOT EXISTS (
             SELECT 1 FROM "Piece" WHERE "batchId" = $1 AND state IN ('planned', 'generating', 'unknown'))`,
    values: [batchId],
  });
  const [over] = rows;
  if (over) await close(context, batchId, over.avatarId);
  context.ports.events.publish({ topic: `batch:${batchId}`, kind: "piece" });
}

async function close(context: AppContext, batchId: string, avatarId: string): Promise<void> {
  const finishedAt = context.clock.now();
  await context.database.prisma.$transaction(async (tx) => {
    const open = { batchId, state: { in: ["planned" as const, "generating" as const, "unknown" as const] } };
    if ((await tx.piece.count({ where: open })) > 0) return;
    const { count } = await tx.batch.updateMany({
      where: { id: batchId, state: "running" },
      data: { state: "completed", finishedAt },
    });
    if (count > 0) await tellWebhooks(context, tx, "batch.finished", { batchId, avatarId });
  });
}
