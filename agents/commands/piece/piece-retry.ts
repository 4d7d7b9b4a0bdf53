// Generate a failed piece once more; its number, template and seed stay, so no label moves.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { generatePiece } from "../../work-orders/generate-piece.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findPiece, pieceReference } from "./find-piece.ts";

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
        data: { state: "planned", error: null, providerJobId: null },
      });
      if (planned.count === 0) {
        throw new AppError("refused", texts(context.actor.language).batch.onlyFailedRetried, { field: "piece" });
      }
      if (piece.batchId)
        await tx.batch.update({ where: { id: piece.batchId }, data: { state: "running", finishedAt: null } });
      await enqueue(tx, context.ids, context.clock, generatePiece, { pieceId: piece.id });
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
