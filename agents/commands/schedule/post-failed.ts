// A post failed for good: the team hears of it, and what else its account holds is looked at.
import type { AppContext } from "../context.ts";
import { callInternal } from "../internal.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { scheduleReplan } from "./schedule-replan.ts";

export async function postFailed(
  context: AppContext,
  post: { readonly id: string; readonly account: { readonly id: string; readonly avatarId: string } },
): Promise<void> {
  await context.database.prisma.$transaction((tx) =>
    writeNotice(
      context,
      tx,
      { kind: "post_failed", postId: post.id },
      { avatarId: post.account.avatarId, conversationId: null },
    ),
  );
  await callInternal(context, scheduleReplan, { accountId: post.account.id });
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
}
