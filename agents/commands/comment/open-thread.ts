// The thread a private reply began: the fan has not written, so nothing else goes out until they do (trust C14).
import type { CommentReply } from "../../../prisma/generated/client/client.ts";
import type { AppContext, Transaction } from "../context.ts";

export interface SentReply {
  /** The platform's id of the message. */
  readonly externalId: string;
  /** The platform's id of the fan. */
  readonly recipientId: string;
}

export async function openThread(
  context: AppContext,
  tx: Transaction,
  reply: CommentReply,
  { externalId, recipientId }: SentReply,
): Promise<void> {
  const now = context.clock.now();
  const done = await tx.commentReply.updateMany({
    where: { id: reply.id, state: { not: "sent" } },
    data: { state: "sent", externalId, sentAt: now, error: null },
  });
  if (done.count === 0) return;
  // Some platforms know the commenter by another id than the one they write under: the comment is theirs all the same.
  await tx.fanTouch.updateMany({
    where: { accountId: reply.accountId, kind: "comment", key: reply.commentId },
    data: { fanExternalId: recipientId },
  });
  const thread = await threadOf(context, tx, reply, recipientId);
  const { lastSeq } = await tx.conversation.update({
    where: { id: thread },
    // It said what we are, and counts as the one message without an answer.
    data: { lastSeq: { increment: 1 }, lastOutboundAt: now, disclosedAt: now, unansweredOut: 1 },
  });
  const said = { conversationId: thread, kind: "comment_reply", text: reply.text, externalId, createdAt: now };
  // For the echo, which tells our own words from a person's by this row.
  await tx.outboundMessage.create({
    data: { ...said, id: context.ids.next("outbound"), upToSeq: lastSeq - 1, state: "sent", sentAt: now },
  });
  await tx.message.create({
    data: {
      ...said,
      id: context.ids.next("message"),
      seq: lastSeq,
      direction: "out",
      author: "avatar",
      sentAt: now,
    },
  });
}

async function threadOf(
  context: AppContext,
  tx: Transaction,
  { accountId, language }: CommentReply,
  recipientId: string,
): Promise<string> {
  const now = context.clock.now();
  const { avatarId } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const key = { accountId_externalId: { accountId, externalId: recipientId } };
  const known = await tx.fanAddress.findUnique({ where: key });
  const fanId = known?.fanId ?? context.ids.next("fan");
  if (!known) {
    await tx.fan.create({ data: { id: fanId, avatarId, language, createdAt: now } });
    await tx.fanAddress.create({
      data: { id: context.ids.next("address"), fanId, accountId, externalId: recipientId, createdAt: now },
    });
  }
  const conversation = await tx.conversation.upsert({
    where: { fanId_accountId: { fanId, accountId } },
    create: {
      id: context.ids.next("conversation"),
      avatarId,
      fanId,
      accountId,
      stageSince: now,
      createdAt: now,
    },
    update: {},
  });
  return conversation.id;
}
