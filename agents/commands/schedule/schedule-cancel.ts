// Take one post out of the calendar, or all of an avatar's.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findPost, postName } from "./find-post.ts";

/** From a commit on it can no longer be stopped. */
const STOPPABLE = ["scheduled", "preparing"] as const;

export const scheduleCancel = defineCommand({
  name: "schedule.cancel",
  role: "manager",
  effect: "write",
  input: z.object({ post: z.string(), avatar: z.string().optional() }),
  output: z.object({ avatar: z.string(), posts: z.array(z.string()) }),
  positional: ["post"],
  errors: ["not_found", "conflict", "invalid_input"],
  run: async (context, input) => {
    const words = texts(context.actor.language).calendar;
    const data = { state: "canceled", errorCode: "called_off", waitsFor: null } as const;
    if (/^(all|todo|todas)$/i.test(input.post.trim())) {
      if (!input.avatar) throw new AppError("invalid_input", words.cancelWhich, { field: "avatar" });
      const avatar = await findAvatar(context, input.avatar);
      const posts = await transact(context, async (tx) => {
        const account = { avatarId: avatar.id };
        const open = await tx.scheduledPost.findMany({
          where: { account, state: { in: [...STOPPABLE] }, placedBy: { not: "now" } },
          select: { id: true },
        });
        const ids = open.map(({ id }) => id);
        await tx.scheduledPost.updateMany({ where: { id: { in: ids }, state: { in: [...STOPPABLE] } }, data });
        const left = await tx.scheduledPost.findMany({ where: { id: { in: ids }, state: "canceled" } });
        return left.map(({ id }) => id);
      });
      return { avatar: avatar.slug, posts };
    }
    const post = await findPost(context, input.post);
    const canceled = await transact(context, (tx) =>
      tx.scheduledPost.updateMany({ where: { id: post.id, state: { in: [...STOPPABLE] } }, data }),
    );
    if (canceled.count === 0) {
      const { postStates } = texts(context.actor.language).account;
      const state = post.state === "scheduled" ? "committing" : post.state;
      throw new AppError("conflict", words.notMovable(postName(post), postStates[state]), {
        field: "post",
        reason: `post_${state}`,
      });
    }
    return { avatar: post.account.avatar.slug, posts: [post.id] };
  },
  view: ({ avatar, posts }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.canceled(posts.length),
      tone: "good",
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar } }],
    };
  },
  subject: ({ post, avatar }) => avatar ?? post,
});
