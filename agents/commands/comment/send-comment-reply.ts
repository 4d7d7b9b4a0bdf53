// Sends one private reply and opens its thread. Trying again after a lost answer is safe: the platform takes only the first.
import type { CommentReply } from "../../../prisma/generated/client/client.ts";
import { whyNoCommentReply } from "../../domain/fans/comment-reply.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { SendResult } from "../../ports/fan-channel.ts";
import { accountToken } from "../account/link-account.ts";
import { disconnectAccount } from "../account/platform-accounts.ts";
import type { AppContext, Transaction } from "../context.ts";
import { callInternal } from "../internal.ts";
import { commentFacts } from "./comment-facts.ts";
import { openThread } from "./open-thread.ts";

const OPEN = ["pending", "sending", "unknown"] as const;

export async function sendCommentReply(context: AppContext, id: string, signal: AbortSignal): Promise<void> {
  const begun = await context.database.prisma.$transaction((tx) => begin(context, tx, id));
  if (!begun) return;
  const { reply, account, channel } = begun;
  const wasTried = reply.state !== "pending";
  const connected = {
    id: account.id,
    externalId: account.externalId,
    accessToken: accountToken(context, account),
  };
  let result: SendResult & { readonly recipientId?: string };
  try {
    result = await channel(connected, reply.commentId, reply.text, signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    const state = error.code === "outcome_unknown" || wasTried ? "unknown" : "pending";
    await context.database.prisma.commentReply.updateMany({
      where: { id, state: "sending" },
      data: { state, error: error.code },
    });
    throw thrown;
  }
  if (result.state === "sent") {
    const { externalId, recipientId = reply.fanExternalId } = result;
    await context.database.prisma.$transaction((tx) => openThread(context, tx, reply, { externalId, recipientId }));
    return;
  }
  // Refused as the second one: an earlier try had arrived, its answer had not.
  const arrived = wasTried && result.code === "already_replied";
  await context.database.prisma.commentReply.updateMany({
    where: { id, state: "sending" },
    data: arrived ? { state: "sent", sentAt: context.clock.now() } : { state: "failed", error: result.code },
  });
  if (result.tokenInvalid) await callInternal(context, disconnectAccount, { id: account.id });
  if (!arrived) context.log.warn("private reply refused by the platform", { outboundId: id, code: result.code });
}

/** Judged again under its row's lock: what stops it may have happened since. */
async function begin(context: AppContext, tx: Transaction, id: string) {
  await tx.$executeRaw`SELECT 1 FROM "CommentReply" WHERE id = ${id} FOR UPDATE`;
  const reply = await tx.commentReply.findUnique({ where: { id }, include: { account: true } });
  if (!reply || !isOpen(reply)) return null;
  const { account } = reply;
  const facts = await commentFacts(context, tx, { ...reply, guarded: false });
  const reason = whyNoCommentReply(facts, context.clock.now());
  const channel = context.ports.channels[account.platform]?.replyToComment;
  if (reason !== null || !channel) {
    await tx.commentReply.update({ where: { id }, data: { state: "blocked", blockedBy: reason ?? "not_supported" } });
    return null;
  }
  await tx.commentReply.update({ where: { id }, data: { state: "sending" } });
  return { reply, account, channel };
}

const isOpen = (reply: CommentReply) => OPEN.some((state) => state === reply.state);
