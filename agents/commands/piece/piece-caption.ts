// A new caption for a piece; an approval given for the old one no longer counts (trust C19).
import { z } from "zod";
import { enforceCaptionLimits } from "../../domain/content/caption-limits.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findPiece, pieceReference } from "./find-piece.ts";
import { type PieceSummary, pieceImage, summarisePiece } from "./piece-card.ts";

export const pieceCaption = defineCommand({
  name: "piece.caption",
  role: "manager",
  effect: "write",
  input: z.object({ piece: z.string(), caption: z.string().trim().min(1).max(2_200) }),
  output: z.object({ piece: z.custom<PieceSummary>(), shortened: z.boolean() }),
  positional: ["piece", "caption"],
  errors: ["not_found", "refused"],
  run: async (context, { piece: reference, caption }) => {
    const piece = await findPiece(context, reference);
    const limited = enforceCaptionLimits("instagram", caption);
    const changed = await context.database.prisma.piece.updateMany({
      where: { id: piece.id, state: { in: ["ready", "held", "approved"] } },
      data: {
        caption: limited.text,
        ...(piece.state === "approved" ? { state: "ready", approvedHash: null, approvedAt: null } : {}),
      },
    });
    if (changed.count === 0) {
      const words = texts(context.actor.language).batch;
      throw new AppError("refused", words.cannotEdit(pieceReference(piece), words.states[piece.state]), {
        field: "piece",
      });
    }
    return { piece: summarisePiece(await findPiece(context, piece.id)), shortened: limited.text !== caption };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language).batch;
    const image = pieceImage(output.piece, language);
    return {
      title: words.captionChanged(output.piece.reference),
      tone: "good",
      text: output.piece.caption,
      ...(output.shortened ? { note: words.captionShortened } : {}),
      ...(image ? { images: [image] } : {}),
    };
  },
  subject: (_input, output) => output.piece.reference,
});
