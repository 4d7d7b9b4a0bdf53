// A post while it is on its way: it may be called off at any moment, and then nothing moves it on.
import { isAtRest } from "../../domain/avatars/avatar-state.ts";
import type { AppContext, Transaction } from "../context.ts";

export const OPEN_POST_STATES = ["scheduled", "preparing", "committing", "unknown"] as const;

type PostChange = Parameters<Transaction["scheduledPost"]["updateMany"]>[0]["data"];

/** @returns false where it is no longer open: it ended meanwhile, and stays as it is */
export async function moveOpenPost(
  rows: Pick<Transaction, "scheduledPost">,
  postId: string,
  data: PostChange,
): Promise<boolean> {
  const moved = await rows.scheduledPost.updateMany({
    where: { id: postId, state: { in: [...OPEN_POST_STATES] } },
    data,
  });
  return moved.count === 1;
}

/**
 * The last moment before it cannot be undone. The avatar's row is held, so a retirement or a pause is either seen here, and calls
 * the post off, or comes after. @returns false where nothing may be published
 */
export async function beginCommit(
  context: AppContext,
  post: { readonly id: string; readonly committedAt: Date | null; readonly account: { readonly avatarId: string } },
): Promise<boolean> {
  const { avatarId } = post.account;
  return await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatarId} FOR SHARE`;
    const { state } = await tx.avatar.findUniqueOrThrow({ where: { id: avatarId }, select: { state: true } });
    if (!isAtRest(state)) {
      const committedAt = post.committedAt ?? context.clock.now();
      return await moveOpenPost(tx, post.id, { state: "committing", committedAt, attempts: { increment: 1 } });
    }
    await moveOpenPost(tx, post.id, { state: "canceled", errorCode: `avatar_${state}` });
    return false;
  });
}
