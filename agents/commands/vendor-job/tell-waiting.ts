// Nothing was paid yet: the job stays planned and says why, until a budget is raised or the next day begins.
import type { AppContext } from "../context.ts";
import type { WorkJob } from "./load-job.ts";

export async function tellWaiting(context: AppContext, job: WorkJob, why: string): Promise<void> {
  const told = await context.database.prisma.vendorJob.updateMany({
    where: { id: job.id, state: "planned", error: null },
    data: { error: why },
  });
  if (told.count === 0) return;
  if (job.pieceId) {
    await context.database.prisma.piece.updateMany({
      where: { id: job.pieceId, state: "planned", error: null },
      data: { error: why },
    });
  }
  const topic = job.piece?.batchId ? `batch:${job.piece.batchId}` : `set:${job.setId ?? job.id}`;
  context.ports.events.publish({ topic, kind: "paused" });
}
