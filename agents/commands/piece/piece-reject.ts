// A human's no to a piece, with the reason.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findPiece, pieceReference } from "./find-piece.ts";

export const pieceReject = defineCommand({
  name: "piece.reject",
  role: "manager",
  effect: "write",
  input: z.object({ piece: z.string(), reason: z.string().trim().max(300).default("") }),
  output: z.object({ reference: z.string() }),
  positional: ["piece", "reason"],
  errors: ["not_found", "refused"],
  run: async (context, { piece: reference, reason }) => {
    const piece = await findPiece(context, reference);
    const rejected = await context.database.prisma.piece.updateMany({
      where: {
        id: piece.id,
        state: { in: ["ready", "held", "approved", "failed"] },
        posts: { none: { state: { not: "canceled" } } },
      },
      data: { state: "rejected", rejectedReason: reason, approvedHash: null },
    });
    if (rejected.count === 0) {
      const words = texts(context.actor.language).batch;
      throw new AppError("refused", words.cannotReject(pieceReference(piece), words.states[piece.state]), {
        field: "piece",
      });
    }
    return { reference: pieceReference(piece) };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).batch.rejected(output.reference),
    tone: "neutral",
  }),
  subject: (_input, output) => output.reference,
});
