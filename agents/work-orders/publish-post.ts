// Take one scheduled post through prepare, check, commit and read-back.
import { z } from "zod";
import { defineWorkOrder } from "./work-order.ts";

export const publishPost = defineWorkOrder({
  name: "post.publish",
  queue: "publishing",
  payload: z.object({ postId: z.string() }),
  // Again after 1, 2 and 4 s (domain 6).
  attempts: 4,
  backoffMs: 1_000,
  dedupe: (payload) => payload.postId,
});
