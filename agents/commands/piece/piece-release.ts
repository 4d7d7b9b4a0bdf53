// A person looked at a held piece and lets it go on. What moderation never saw stays held, and so does what nobody may override.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { findPiece, pieceReference } from "./find-piece.ts";
import { type PieceSummary, pieceView, summarisePiece } from "./piece-card.ts";

export const pieceRelease = defineCommand({
  name: "piece.release",
  role: "manager",
  effect: "write",
  input: z.object({ piece: z.string(), reason: z.string().trim().min(3).max(300) }),
  output: z.object({ piece: z.custom<PieceSummary>() }),
  positional: ["piece", "reason"],
  errors: ["not_found", "refused"],
  run: async (context, { piece: reference, reason }) => {
    const piece = await findPiece(context, reference);
    const words = texts(context.actor.language).batch;
    if (piece.state !== "held" || piece.heldFor.includes("not_examined") || piece.asset?.heldAt)
      throw new AppError("refused", words.cannotRelease(pieceReference(piece), words.states[piece.state]), {
        field: "piece",
      });
    await transact(context, async (tx) => {
      const released = await tx.piece.updateMany({
        where: { id: piece.id, state: "held", updatedAt: piece.updatedAt },
        data: { state: "ready", heldFor: [], error: null },
      });
      if (released.count === 0) throw new AppError("refused", words.changedMeanwhile(pieceReference(piece)));
      await appendTrustEvent(context, tx, piece.avatarId, {
        control: "C9",
        ruleVersion: "1",
        judged: piece.id,
        decision: `released by a person (${piece.heldFor.join(", ")}): ${reason}`,
      });
    });
    return { piece: summarisePiece(await findPiece(context, piece.id)) };
  },
  view: (output, context) => pieceView(output.piece, context.actor.language),
  subject: (_input, output) => output.piece.reference,
});
