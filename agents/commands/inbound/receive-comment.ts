// A comment under a post: guarded like a message, and answered by at most one private reply, which says first what we are.
import { whyNoCommentReply } from "../../domain/fans/comment-reply.ts";
import { detectLanguage } from "../../domain/fans/language.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { replyToComment } from "../../work-orders/reply-to-comment.ts";
import { recordTouch } from "../attribution/record-touch.ts";
import { commentFacts } from "../comment/comment-facts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { applyLocks, asksForLock, type LockFindings } from "./apply-locks.ts";
import { lockThread } from "./lock-thread.ts";
import { storedText } from "./receive-message.ts";
import { rememberEvent } from "./remember-event.ts";

type CommentEvent = Extract<ChannelEvent, { kind: "comment" }>;

/** @returns false when it came in before */
export async function receiveComment(context: AppContext, platform: string, event: CommentEvent): Promise<boolean> {
  return await context.database.prisma.$transaction(async (tx) => {
    if (!(await rememberEvent(context, tx, event))) return false;
    const findings = guard([storedText(event.text)], context.clock.now());
    await lockWriter(context, tx, platform, event, findings);
    const { commentId: key, postExternalId = null } = event;
    await recordTouch(context, tx, platform, event, { kind: "comment", key, postExternalId });
    await intendReply(context, tx, platform, event, asksForLock(findings));
    return true;
  });
}

/** Who says under a post that they are fifteen is fifteen in the chat, too. */
async function lockWriter(
  context: AppContext,
  tx: Transaction,
  platform: string,
  event: CommentEvent,
  findings: LockFindings,
): Promise<void> {
  if (!asksForLock(findings)) return;
  const thread = await lockThread(tx, platform, event);
  if (!thread) return;
  const place = { conversationId: thread.id, fanId: thread.fanId };
  await applyLocks(context, tx, place, findings, storedText(event.text));
}

async function intendReply(
  context: AppContext,
  tx: Transaction,
  platform: string,
  event: CommentEvent,
  guarded: boolean,
): Promise<void> {
  const key = { platform_externalId: { platform, externalId: event.accountExternalId } };
  const account = await tx.account.findUnique({ where: key, include: { avatar: true } });
  if (!account) return;
  const now = context.clock.now();
  const commentedAt = event.at < now ? event.at : now;
  const comment = { accountId: account.id, fanExternalId: event.fanExternalId, commentedAt };
  const reason = whyNoCommentReply(await commentFacts(context, tx, { ...comment, guarded }), now);
  if (reason !== null) {
    context.log.info("comment not answered", { accountId: account.id, reason });
    return;
  }
  const language = detectLanguage(event.text, account.avatar.languages[0] === "es" ? "es" : "en");
  const id = context.ids.next("commentReply");
  const text = texts(language).fans.commentReply(account.avatar.name);
  const { commentId, postExternalId = null } = event;
  const row = { id, ...comment, commentId, postExternalId, language, text, createdAt: now };
  const added = await tx.commentReply.createMany({ data: [row], skipDuplicates: true });
  if (added.count === 1) await enqueue(tx, context.ids, context.clock, replyToComment, { commentReplyId: id });
}
