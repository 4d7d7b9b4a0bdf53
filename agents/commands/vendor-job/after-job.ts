// Whoever waits for a job goes on when it has ended. Idempotent: a run that finds its job ended calls it again.

import { buildDataset } from "../../work-orders/build-dataset.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { gradeLora } from "../../work-orders/grade-lora.ts";
import type { WorkOrder } from "../../work-orders/work-order.ts";
import type { AppContext } from "../context.ts";
import { lorasTopic } from "../lora/loras-topic.ts";
import { settleTraining } from "../lora/settle-training.ts";
import { settlePiece } from "../piece/settle-piece.ts";
import { OPEN_JOB_STATES, type WorkJob } from "./load-job.ts";

export async function afterJob(context: AppContext, job: WorkJob): Promise<void> {
  switch (job.purpose) {
    case "content":
      if (job.pieceId) await settlePiece(context, job.pieceId);
      return;
    case "dataset":
      await afterSet(context, job, buildDataset, { datasetId: job.setId ?? "" });
      break;
    case "exam":
      await afterSet(context, job, gradeLora, { loraId: job.setId ?? "" });
      break;
    case "training":
      await settleTraining(context, job);
      break;
    default:
  }
  const isOfLora = job.purpose === "training" || job.purpose === "exam";
  const topic = isOfLora ? lorasTopic(job.avatarId) : `set:${job.setId ?? job.id}`;
  context.ports.events.publish({ topic, kind: "job" });
}

/** With the last of a set its work is asked for; asked twice it is done once. */
async function afterSet<Order extends WorkOrder>(
  context: AppContext,
  { setId }: WorkJob,
  order: Order,
  payload: Parameters<typeof enqueue<Order>>[4],
): Promise<void> {
  const open = await context.database.prisma.vendorJob.count({ where: { setId, state: { in: [...OPEN_JOB_STATES] } } });
  if (open > 0) return;
  await context.database.prisma.$transaction((tx) => enqueue(tx, context.ids, context.clock, order, payload));
}
