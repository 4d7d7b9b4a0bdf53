// Write the captions of a few pieces of one avatar, in one model call.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

/** Pieces a call writes for: five captions each stay within what a model answers at once. */
export const PIECES_PER_CALL = 8;

export const captionPieces = defineWorkOrder({
  name: "pieces.caption",
  queue: "media",
  payload: z.object({ pieceIds: z.array(z.string()).min(1).max(PIECES_PER_CALL) }),
  attempts: 6,
  backoffMs: 1_000,
  dedupe: (payload) => payload.pieceIds.join(","),
});
