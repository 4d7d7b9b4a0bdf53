// What the team hears of a post without asking: it failed for good, its label is gone, or its account is paused for it.
import type { AppContext, Transaction } from "../context.ts";
import { writeNotice } from "../notice/write-notice.ts";
import type { WorkPost } from "./work-post.ts";

export type PostTrouble = "failed" | "label_dropped" | "account_paused";

/** @param code why, as it is written down with the post */
export async function tellOfTrouble(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  { id, piece, account }: WorkPost,
  trouble: PostTrouble,
  code = "",
): Promise<void> {
  const notice = {
    kind: "post",
    trouble,
    code,
    postId: id,
    piece: `${account.avatar.slug}-${piece.number}`,
    format: piece.kind,
    platform: account.platform,
    handle: account.handle,
  } as const;
  await writeNotice(context, tx, notice, { avatarId: account.avatarId, conversationId: null });
}
