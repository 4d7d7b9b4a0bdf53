// Stop a batch: what waits is never begun, what is with a vendor is stopped there where it can be, what was made stays.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { cancelJobs, tellVendors } from "../vendor-job/cancel-jobs.ts";
import { BatchStatus, batchCard, batchStatus } from "./batch-show.ts";
import { batchReference, findBatch } from "./find-batch.ts";

export const batchCancel = defineCommand({
  name: "batch.cancel",
  role: "manager",
  effect: "write",
  input: z.object({ batch: z.string() }),
  output: BatchStatus,
  positional: ["batch"],
  errors: ["not_found", "refused"],
  run: async (context, { batch: reference }) => {
    const batch = await findBatch(context, reference);
    const open = await transact(context, async (tx) => {
      const canceled = await tx.batch.updateMany({
        where: { id: batch.id, state: { in: ["planned", "running", "paused"] } },
        data: { state: "canceled", finishedAt: context.clock.now() },
      });
      if (canceled.count === 0) {
        const words = texts(context.actor.language).batch;
        throw new AppError("refused", words.notRunning(batchReference(batch)), { field: "batch" });
      }
      return await cancelJobs(context, tx, { piece: { batchId: batch.id } });
    });
    await tellVendors(context, open, context.signal);
    return batchStatus(await findBatch(context, batch.id));
  },
  view: (output, context) => ({
    ...batchCard(output, context.actor.language),
    title: texts(context.actor.language).batch.canceled(output.reference),
    note: texts(context.actor.language).batch.cancelNote,
  }),
  subject: (_input, output) => output.reference,
});
