// Whoever waits for a job goes on when it has ended. Idempotent: a run that finds its job ended calls it again.

import { advanceConversation } from "../../work-orders/advance-conversation.ts";
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
    case "reply":
      return await wakeConversation(context, job.conversationId);
    default:
  }
  const isOfLora = job.purpose === "training" || job.purpose === "exam";
  const topic = isOfLora ? lorasTopic(job.avatarId) : `set:${job.setId ?? job.id}`;
  context.ports.events.publish({ topic, kind: "job" });
}

/** Its answer waits for it. A wake-up that gets lost is made up for by the conversation's own. */
async function wakeConversation({ ports, log }: AppContext, conversationId: string | null): Promise<void> {
  if (conversationId === null) return;
  try {
    await ports.queue.add(advanceConversation, { conversationId });
  } catch (error) {
    log.warn("wake-up failed, the sweeper will do it", { conversationId, error });
  }
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
