// Put a reel together once its clips and its voice are there.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const assembleReel = defineWorkOrder({
  name: "reel.assemble",
  queue: "media",
  payload: z.object({ pieceId: z.string() }),
  attempts: 4,
  backoffMs: 2_000,
  dedupe: (payload) => payload.pieceId,
});
