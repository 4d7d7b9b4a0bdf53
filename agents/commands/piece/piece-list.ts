// Pieces of an avatar by state, newest first, as pictures.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { type PieceSummary, pieceImage, summarisePiece } from "./piece-card.ts";
import { SLIDES } from "./slides.ts";

const STATES = [
  "planned",
  "generating",
  "unknown",
  "held",
  "ready",
  "approved",
  "rejected",
  "failed",
  "published",
] as const;

export const pieceList = defineCommand({
  name: "piece.list",
  role: "analyst",
  effect: "read",
  input: z.object({
    avatar: z.string().optional(),
    state: z.enum(STATES).optional(),
    limit: z.number().int().min(1).max(60).default(12),
  }),
  output: z.object({ pieces: z.array(z.custom<PieceSummary>()) }),
  positional: ["avatar", "state"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, state, limit }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const pieces = await context.database.prisma.piece.findMany({
      where: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}), ...(state ? { state } : {}) },
      include: { avatar: true, asset: true, ...SLIDES },
      orderBy: { createdAt: "desc" },
      take: limit,
    });
    return { pieces: pieces.map(summarisePiece) };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language);
    return {
      title: words.batch.piecesTitle(output.pieces.length),
      images: output.pieces.flatMap((piece) => pieceImage(piece, language) ?? []),
      ...(output.pieces.some((piece) => piece.synthetic) ? { note: words.common.offlineNote } : {}),
    };
  },
});
