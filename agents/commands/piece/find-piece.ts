// Pieces by reference ("luna-12"), by id, or several at once ("luna-1,luna-3").
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { SLIDES } from "./slides.ts";

const REFERENCE = /^(.+)-(\d{1,9})$/;

export function pieceReference(piece: { readonly number: number; readonly avatar: { readonly slug: string } }): string {
  return `${piece.avatar.slug}-${piece.number}`;
}

export async function findPiece(context: CommandContext, reference: string) {
  const match = REFERENCE.exec(reference.trim().toLowerCase());
  const piece = await context.database.prisma.piece.findFirst({
    where: {
      OR: [{ id: reference }, ...(match ? [{ number: Number(match[2]), avatar: { slug: match[1] ?? "" } }] : [])],
      avatar: ownOnly(context),
    },
    include: { avatar: true, asset: true, batch: true, ...SLIDES },
  });
  if (piece) return piece;
  const words = texts(context.actor.language).batch;
  throw new AppError("not_found", words.pieceNotFound(reference.slice(0, 60)), {
    field: "piece",
    remedy: words.pieceListHint,
  });
}

export type FoundPiece = Awaited<ReturnType<typeof findPiece>>;

/** All or none: one wrong reference refuses the whole list. */
export async function findPieces(context: CommandContext, references: readonly string[]): Promise<FoundPiece[]> {
  const found: FoundPiece[] = [];
  for (const reference of references) found.push(await findPiece(context, reference));
  return found;
}
