// Send the one private reply to a comment. The row says to which, and in what words.
import { z } from "zod";
import { SECOND_MS } from "../kernel/clock.ts";
import { defineWorkOrder } from "./work-order.ts";

export const replyToComment = defineWorkOrder({
  name: "comment.reply",
  queue: "conversation",
  payload: z.object({ commentReplyId: z.string() }),
  attempts: 6,
  backoffMs: 5 * SECOND_MS,
  dedupe: (payload) => payload.commentReplyId,
});
