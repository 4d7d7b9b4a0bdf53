// Lets a paused account's posts go on, whoever paused it. One that is still unwell pauses itself again.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { publishPost } from "../../work-orders/publish-post.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { AccountSummary, summariseAccount } from "./account-card.ts";
import { findAccount } from "./find-account.ts";

export const accountResume = defineCommand({
  name: "account.resume",
  role: "manager",
  effect: "write",
  input: z.object({ account: z.string() }),
  output: AccountSummary.extend({ /** Posts that are due and waited. */ waiting: z.number() }),
  positional: ["account"],
  errors: ["not_found", "conflict"],
  run: async (context, { account: reference }) => {
    const account = await findAccount(context, reference);
    const waiting = await transact(context, async (tx) => {
      await tx.account.update({ where: { id: account.id }, data: { pausedAt: null, pauseReason: null } });
      const posts = await tx.scheduledPost.findMany({
        where: { accountId: account.id, state: "scheduled", dueAt: { lte: context.clock.now() } },
        select: { id: true },
      });
      for (const { id: postId } of posts) await enqueue(tx, context.ids, context.clock, publishPost, { postId });
      return posts.length;
    });
    return { ...summariseAccount(account, account.avatar.slug), waiting };
  },
  view: ({ id, handle, waiting }, context) => {
    const { insights: words, common } = texts(context.actor.language);
    return {
      title: words.accountResumed(handle),
      tone: "good",
      text: words.resumedText(waiting),
      buttons: [{ label: common.open, command: "account.health", input: { account: id } }],
    };
  },
  subject: (_input, output) => output.id,
});
