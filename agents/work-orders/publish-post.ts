// Take one scheduled post through prepare, check, commit and read-back.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const publishPost = defineWorkOrder({
  name: "post.publish",
  queue: "publishing",
  payload: z.object({ postId: z.string() }),
  attempts: 6,
  backoffMs: 2_000,
  dedupe: (payload) => payload.postId,
});
