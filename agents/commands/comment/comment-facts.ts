// What decides over a private reply, read in the transaction that acts on it.
import type { CommentFacts } from "../../domain/fans/comment-reply.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { KILL_SWITCH_KEY } from "../conversation/deliver.ts";

interface Comment {
  readonly accountId: string;
  readonly fanExternalId: string;
  readonly commentedAt: Date;
  readonly guarded: boolean;
}

export async function commentFacts(context: AppContext, tx: Transaction, comment: Comment): Promise<CommentFacts> {
  const { accountId, fanExternalId, commentedAt, guarded } = comment;
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, include: { avatar: true } });
  const killSwitch = await tx.setting.findUnique({ where: { key: KILL_SWITCH_KEY } });
  const address = { accountId_externalId: { accountId, externalId: fanExternalId } };
  const since = new Date(context.clock.now().getTime() - HOUR_MS);
  return {
    enabled: account.repliesToComments && account.state !== "disconnected" && account.pausedAt === null,
    killSwitch: killSwitch?.value === true,
    avatarState: account.avatar.state,
    autonomy: account.avatar.autonomy,
    hasThread: (await tx.fanAddress.findUnique({ where: address })) !== null,
    guarded,
    commentedAt,
    commentReplyMs: context.ports.channels[account.platform]?.info.commentReplyMs ?? null,
    repliesLastHour: await tx.commentReply.count({ where: { accountId, state: "sent", sentAt: { gt: since } } }),
  };
}
