// A human's yes to pieces, bound to what they saw: file and caption (trust C19).
import { z } from "zod";
import { approverFor, contentHash } from "../../domain/trust/approval.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { type FoundPiece, findPieces, pieceReference } from "./find-piece.ts";
import { type PieceSummary, pieceImage, summarisePiece } from "./piece-card.ts";
import { slidesOf } from "./slides.ts";

export const pieceApprove = defineCommand({
  name: "piece.approve",
  role: "manager",
  effect: "write",
  input: z.object({ pieces: z.array(z.string()).min(1).max(100) }),
  output: z.object({ pieces: z.array(z.custom<PieceSummary>()) }),
  positional: ["pieces"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, { pieces: references }) => {
    const words = texts(context.actor.language).batch;
    const pieces = await findPieces(context, references);
    for (const piece of pieces) {
      requireApprover(context, piece);
      if (piece.state === "ready" || piece.state === "approved") continue;
      throw new AppError("refused", words.cannotApprove(pieceReference(piece), words.states[piece.state]), {
        field: "pieces",
        reason: `piece_${piece.state}`,
      });
    }
    const now = context.clock.now();
    await transact(context, async (tx) => {
      for (const piece of pieces) {
        const approvedHash = hashOf(piece);
        const approved = await tx.piece.updateMany({
          where: { id: piece.id, state: { in: ["ready", "approved"] }, updatedAt: piece.updatedAt },
          data: { state: "approved", approvedById: context.actor.id, approvedAt: now, approvedHash },
        });
        if (approved.count === 0) throw new AppError("conflict", words.changedMeanwhile(pieceReference(piece)));
        await tx.approval.create({
          data: {
            id: context.ids.next("approval"),
            subject: piece.id,
            contentHash: approvedHash,
            operatorId: context.actor.id,
            role: context.actor.role,
            createdAt: now,
          },
        });
        await appendTrustEvent(context, tx, piece.avatarId, {
          control: "C19",
          ruleVersion: "1",
          judged: approvedHash,
          decision: "approved",
        });
      }
    });
    return {
      pieces: (
        await findPieces(
          context,
          pieces.map((piece) => piece.id),
        )
      ).map(summarisePiece),
    };
  },
  view: (output, context) => {
    const { language } = context.actor;
    const words = texts(language);
    const [first] = output.pieces;
    return {
      title: words.batch.approved(output.pieces.length),
      tone: "good",
      // Several were looked at a moment ago, together: the same album once more would bury what comes next.
      ...(output.pieces.length > 1
        ? { text: output.pieces.map(({ reference }) => reference).join(", ") }
        : { images: output.pieces.flatMap((piece) => pieceImage(piece, language) ?? []) }),
      buttons: first
        ? [
            {
              label: words.account.publishFirst(first.reference),
              command: "post.now",
              input: { piece: first.reference },
              style: "primary",
            },
            {
              label: words.sales.makePack(output.pieces.length),
              command: "pack.create",
              input: { avatar: first.reference.replace(/-\d+$/, ""), step: "starter", count: output.pieces.length },
            },
          ]
        : [],
    };
  },
  subject: ({ pieces }) => pieces.join(",").slice(0, 200),
});

/** Level 7 and up is the owner's to approve (domain 10: a manager would need a second person). */
function requireApprover(context: CommandContext, piece: FoundPiece): void {
  const approver = approverFor(piece.explicitness, context.actor.role);
  if (approver.allowed && !approver.secondPerson) return;
  const words = texts(context.actor.language).common;
  throw new AppError("forbidden", words.forbidden(words.roles.owner), { field: "pieces", remedy: words.askOwner });
}

/** What an approval is bound to: swap a file, their order or the caption and it no longer counts. */
export function hashOf(piece: Pick<FoundPiece, "id" | "caption" | "asset" | "kind" | "jobs">): string {
  const slides = slidesOf(piece).map(({ sha256 }) => sha256);
  return contentHash({
    pieceId: piece.id,
    fileSha256: piece.asset?.sha256 ?? "",
    caption: piece.caption,
    ...(slides.length > 0 ? { slides } : {}),
  });
}
