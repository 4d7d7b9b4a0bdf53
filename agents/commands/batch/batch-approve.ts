// Approve every ready piece of a batch: one command for what was looked at together.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { pieceApprove } from "../piece/piece-approve.ts";
import { findBatch } from "./find-batch.ts";

export const batchApprove: AnyCommand = defineCommand({
  name: "batch.approve",
  role: "manager",
  effect: "write",
  input: z.object({ batch: z.string() }),
  output: pieceApprove.output,
  positional: ["batch"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, { batch: reference }) => {
    const batch = await findBatch(context, reference);
    const ready = batch.pieces.filter((piece) => piece.state === "ready").map((piece) => piece.id);
    if (ready.length === 0)
      throw new AppError("refused", texts(context.actor.language).batch.nothingReady, { field: "batch" });
    return await pieceApprove.run(context, { pieces: ready });
  },
  view: (output, context) => pieceApprove.view(output, context, {}),
  subject: ({ batch }) => batch,
});
