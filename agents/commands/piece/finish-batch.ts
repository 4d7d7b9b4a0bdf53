// Tells the world that a piece moved, and closes its batch with the last one.
import type { AppContext } from "../context.ts";

export async function finishBatch(context: AppContext, batchId: string | null): Promise<void> {
  if (!batchId) return;
  await context.database.pool.query({
    name: "finish-batch",
    text: `UPDATE "Batch" SET state = 'completed', "finishedAt" = $2
           WHERE id = $1 AND state = 'running' AND NOT EXISTS (
             SELECT 1 FROM "Piece" WHERE "batchId" = $1 AND state IN ('planned', 'generating', 'unknown'))`,
    values: [batchId, context.clock.now()],
  });
  context.ports.events.publish({ topic: `batch:${batchId}`, kind: "piece" });
}
