// Make one piece: picture, moderation, caption, storage. Pieces of a batch are independent of each other.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const generatePiece = defineWorkOrder({
  name: "piece.generate",
  queue: "media",
  payload: z.object({ pieceId: z.string() }),
  attempts: 6,
  backoffMs: 1_000,
  dedupe: (payload) => payload.pieceId,
});
