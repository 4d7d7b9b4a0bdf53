// Make all failed pieces of a batch again; the others are left as they are.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { planAgain } from "../piece/plan-again.ts";
import { transact } from "../transact.ts";
import { BatchStatus, batchCard, batchStatus } from "./batch-show.ts";
import { batchReference, findBatch } from "./find-batch.ts";

export const batchRetry = defineCommand({
  name: "batch.retry",
  role: "manager",
  effect: "write",
  input: z.object({ batch: z.string() }),
  output: BatchStatus,
  positional: ["batch"],
  errors: ["not_found", "refused"],
  run: async (context, { batch: reference }) => {
    const batch = await findBatch(context, reference);
    const failed = batch.pieces.filter(({ state }) => state === "failed");
    if (failed.length === 0) {
      const words = texts(context.actor.language).batch;
      throw new AppError("refused", words.nothingFailed(batchReference(batch)), { field: "batch" });
    }
    await transact(context, async (tx) => {
      for (const piece of failed) await planAgain(context, tx, piece);
    });
    return batchStatus(await findBatch(context, batch.id));
  },
  view: (output, context) => batchCard(output, context.actor.language),
  subject: (_input, output) => output.reference,
});
