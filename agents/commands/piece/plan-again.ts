// What failed of a piece is asked for again; what was made already stays, and so do number, template and seed.
import { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { advanceVendorJob } from "../../work-orders/advance-vendor-job.ts";
import { assembleReel } from "../../work-orders/assemble-reel.ts";
import { captionPieces } from "../../work-orders/caption-pieces.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { requireIdentity } from "../avatar/require-identity.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { pieceReference } from "./find-piece.ts";

interface FailedPiece {
  readonly id: string;
  readonly number: number;
  readonly avatar: { readonly name: string; readonly slug: string };
  readonly kind: string;
  readonly batchId: string | null;
  readonly captionedAt: Date | null;
}

/**
 * @throws AppError `refused` for a picture that was asked for without her face and that a real vendor would now make
 * @returns false when the piece is not failed any more
 */
export async function planAgain(context: CommandContext, tx: Transaction, piece: FailedPiece): Promise<boolean> {
  const planned = await tx.piece.updateMany({
    where: { id: piece.id, state: "failed" },
    data: { state: "planned", error: null },
  });
  if (planned.count === 0) return false;
  if (piece.batchId)
    await tx.batch.update({ where: { id: piece.batchId }, data: { state: "running", finishedAt: null } });
  const lost = await tx.vendorJob.findMany({
    where: { pieceId: piece.id, purpose: "content", state: { in: ["failed", "refused", "canceled"] } },
  });
  for (const { id, kind, request } of lost) {
    // Another picture is asked for with her identity as it is today.
    const remedy = `piece regenerate ${pieceReference(piece)}`;
    if (kind === "image") requireIdentity(context, piece.avatar, ImageJobRequest.parse(request), remedy);
    await tx.vendorJob.update({
      where: { id },
      data: { state: "planned", externalId: null, error: null, endedAt: null },
    });
    await enqueue(tx, context.ids, context.clock, advanceVendorJob, { jobId: id });
  }
  if (!piece.captionedAt) await enqueue(tx, context.ids, context.clock, captionPieces, { pieceIds: [piece.id] });
  // Everything was there and only the cutting failed.
  if (lost.length === 0 && piece.kind === "video")
    await enqueue(tx, context.ids, context.clock, assembleReel, { pieceId: piece.id });
  return true;
}
