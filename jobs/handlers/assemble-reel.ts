// Carries out `reel.assemble`. What cannot be cut fails the piece by name: its clips stay and it can be asked for again.
import { failPiece } from "../../agents/commands/piece/fail-piece.ts";
import { assembleReelNow } from "../../agents/commands/reel/assemble-reel-now.ts";
import { toAppError } from "../../agents/kernel/errors.ts";
import { assembleReel } from "../../agents/work-orders/assemble-reel.ts";
import { defineHandler } from "./handler.ts";

export const assembleReelHandler = defineHandler(assembleReel, async (context, { pieceId }, job) => {
  try {
    await assembleReelNow(context, pieceId, job.signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (job.signal.aborted || (error.retryable && job.attempt < job.maxAttempts)) throw thrown;
    context.log.error("reel failed", { pieceId, code: error.code, error: thrown });
    await failPiece(context, pieceId, error);
  }
});
