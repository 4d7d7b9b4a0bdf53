// A platform says that something became of a post. It is believed for the looking only: what holds is what is read back,
// by the job that would have looked later. So a repeated, late or reordered message does no harm.
import { z } from "zod";
import { enqueue } from "../../work-orders/enqueue.ts";
import { publishPost } from "../../work-orders/publish-post.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";

export const postNews = defineInternal({
  name: "post.news",
  input: z.object({
    platform: z.string(),
    /** The account's id on the platform. */
    accountExternalId: z.string(),
    /** A post's first name and the one that everybody sees it under, where that is the news. */
    renamed: z.object({ from: z.string().min(1), to: z.string().min(1) }).optional(),
  }),
  /** @returns how many posts are looked at now */
  run: async (context, { platform, accountExternalId, renamed }): Promise<number> => {
    const account = await context.database.prisma.account.findUnique({
      where: { platform_externalId: { platform, externalId: accountExternalId } },
      select: { id: true },
    });
    if (!account) return 0;
    if (renamed) await rename(context, account.id, renamed);
    return await lookNow(context, account.id);
  },
});

async function lookNow(context: AppContext, accountId: string): Promise<number> {
  return await context.database.prisma.$transaction(async (tx) => {
    const posts = await tx.scheduledPost.findMany({
      where: { accountId, state: { in: ["committing", "unknown"] } },
      select: { id: true },
    });
    for (const { id } of posts) await enqueue(tx, context.ids, context.clock, publishPost, { postId: id });
    return posts.length;
  });
}

/** Only what is published already: an open post gets its name when it is read back. */
async function rename(context: AppContext, accountId: string, { from, to }: { from: string; to: string }) {
  await context.database.prisma.scheduledPost.updateMany({
    where: { accountId, state: "published", externalId: from },
    data: { externalId: to },
  });
}
