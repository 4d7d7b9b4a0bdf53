// Posts that lost their hour get the next that suits their account, in the order they were due.

import type { TemplateCatalogue } from "../../domain/content/templates/catalogue.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { tellOfPost } from "../story/tell-of-post.ts";
import { calendarAccount } from "./calendar-accounts.ts";
import { nextSlots } from "./next-slots.ts";
import { wakeAt } from "./put-posts.ts";

export interface Replanned {
  readonly moved: number;
  /** Found no hour within two months: they go on waiting. */
  readonly left: number;
  readonly firstAt: Date | null;
}

/** Never sooner than this from now: somebody may want to look first. */
const LEAD_MS = 15 * MINUTE_MS;

/** Its account's row is held by the caller's transaction from here on. */
export async function replanPosts(
  context: AppContext,
  tx: Transaction,
  accountId: string,
  postIds: readonly string[],
  templates: TemplateCatalogue,
): Promise<Replanned> {
  if (postIds.length === 0) return { moved: 0, left: 0, firstAt: null };
  await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${accountId} FOR UPDATE`;
  const row = await tx.account.findUniqueOrThrow({ where: { id: accountId }, include: { avatar: true } });
  const posts = await tx.scheduledPost.findMany({
    where: { id: { in: [...postIds] }, state: "scheduled" },
    include: { piece: { include: { avatar: true } } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
  const { slots: account } = await calendarAccount(context, tx, row, row.avatar, postIds);
  const from = new Date(context.clock.now().getTime() + LEAD_MS);
  const slots = nextSlots(account, from, posts.length, context.random);
  for (const [index, slot] of slots.entries()) {
    const post = posts[index];
    if (!post) break;
    await tx.scheduledPost.update({
      where: { id: post.id },
      data: { dueAt: slot.at, waitsFor: null, placedBy: "calendar" },
    });
    await tellOfPost(context, tx, { postId: post.id, dueAt: slot.at, piece: post.piece }, templates);
    await wakeAt(context, tx, post.id, slot.at);
  }
  const moved = Math.min(slots.length, posts.length);
  const left = posts.slice(moved).map(({ id }) => id);
  await tx.scheduledPost.updateMany({ where: { id: { in: left } }, data: { waitsFor: "slot" } });
  return { moved, left: left.length, firstAt: slots[0]?.at ?? null };
}
