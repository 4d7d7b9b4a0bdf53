// Generate a failed piece once more; its number, template and seed stay, so no label moves.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { advanceVendorJob } from "../../work-orders/advance-vendor-job.ts";
import { captionPieces } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { type FoundPiece, findPiece, pieceReference } from "./find-piece.ts";

export const pieceRetry = defineCommand({
  name: "piece.retry",
  role: "manager",
  effect: "write",
  input: z.object({ piece: z.string() }),
  output: z.object({ reference: z.string(), batch: z.string().nullable() }),
  positional: ["piece"],
  errors: ["not_found", "refused"],
  run: async (context, { piece: reference }) => {
    const piece = await findPiece(context, reference);
    await transact(context, async (tx) => {
      const planned = await tx.piece.updateMany({
        where: { id: piece.id, state: "failed" },
        data: { state: "planned", error: null },
      });
      if (planned.count === 0) {
        throw new AppError("refused", texts(context.actor.language).batch.onlyFailedRetried, { field: "piece" });
      }
      if (piece.batchId)
        await tx.batch.update({ where: { id: piece.batchId }, data: { state: "running", finishedAt: null } });
      await planAgain(context, tx, piece);
    });
    return {
      reference: pieceReference(piece),
      batch: piece.batch ? `${piece.avatar.slug}-b${piece.batch.number}` : null,
    };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).batch.retrying(output.reference),
    buttons: output.batch
      ? [{ label: texts(context.actor.language).common.open, command: "batch.show", input: { batch: output.batch } }]
      : [],
  }),
  subject: (_input, output) => output.reference,
});

/** What was made already stays; only what failed is asked for again. */
async function planAgain(context: CommandContext, tx: Transaction, piece: FoundPiece): Promise<void> {
  const lost = await tx.vendorJob.findMany({
    where: { pieceId: piece.id, purpose: "content", state: { in: ["failed", "refused", "canceled"] } },
  });
  for (const { id } of lost) {
    await tx.vendorJob.update({
      where: { id },
      data: { state: "planned", externalId: null, error: null, endedAt: null },
    });
    await enqueue(tx, context.ids, context.clock, advanceVendorJob, { jobId: id });
  }
  if (!piece.captionedAt) await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: [piece.id] });
}
