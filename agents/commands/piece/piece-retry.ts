// Make a failed piece once more; its number, template and seed stay, so no label moves.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findPiece, pieceReference } from "./find-piece.ts";
import { planAgain } from "./plan-again.ts";

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
      if (await planAgain(context, tx, piece)) return;
      throw new AppError("refused", texts(context.actor.language).batch.onlyFailedRetried, { field: "piece" });
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
