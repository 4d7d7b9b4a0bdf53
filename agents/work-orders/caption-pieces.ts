// Write the captions of a few pieces of one avatar, in as few model calls as their languages allow.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

/** Pieces an order names, and a call writes for in one language: five captions each stay within what is answered at once. */
export const PIECES_PER_CALL = 8;

/** Fewer where each piece gets its captions in several languages. */
export function piecesPerCall(languages: number): number {
  return Math.max(1, Math.floor(PIECES_PER_CALL / Math.max(1, languages)));
}

export const captionPieces = defineWorkOrder({
  name: "pieces.caption",
  queue: "media",
  payload: z.object({ pieceIds: z.array(z.string()).min(1).max(PIECES_PER_CALL) }),
  attempts: 6,
  backoffMs: 1_000,
  dedupe: (payload) => payload.pieceIds.join(","),
});
