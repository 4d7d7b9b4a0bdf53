// Carries out `comment.reply`.
import { sendCommentReply } from "../../agents/commands/comment/send-comment-reply.ts";
import { replyToComment } from "../../agents/work-orders/reply-to-comment.ts";
import { defineHandler } from "./handler.ts";

export const replyToCommentHandler = defineHandler(replyToComment, (context, { commentReplyId }, job) =>
  sendCommentReply(context, commentReplyId, job.signal),
);
