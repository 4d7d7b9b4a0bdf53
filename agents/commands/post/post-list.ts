// Newest posts of an avatar, or of all.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar, ownOnly } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";

const Row = z.object({ id: z.string(), piece: z.string(), account: z.string(), state: z.string(), at: z.string() });

export const postList = defineCommand({
  name: "post.list",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional(), limit: z.number().int().min(1).max(100).default(20) }),
  output: z.object({ posts: z.array(Row) }),
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, limit }) => {
    const avatar = reference ? await findAvatar(context, reference) : null;
    const posts = await context.database.prisma.scheduledPost.findMany({
      where: { account: { avatar: ownOnly(context), ...(avatar ? { avatarId: avatar.id } : {}) } },
      include: { account: true, piece: { include: { avatar: true } } },
      orderBy: { dueAt: "desc" },
      take: limit,
    });
    return {
      posts: posts.map((post) => ({
        id: post.id,
        piece: `${post.piece.avatar.slug}-${post.piece.number}`,
        account: post.account.handle,
        state: post.state,
        at: (post.publishedAt ?? post.dueAt).toISOString(),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).account;
    return {
      title: words.posts(output.posts.length),
      table: {
        columns: [{ label: words.piece }, { label: words.handle }, { label: words.state }, { label: words.when }],
        rows: output.posts.map((post) => [
          post.piece,
          `@${post.account}`,
          words.postStates[post.state as keyof typeof words.postStates],
          post.at.slice(0, 16).replace("T", " "),
        ]),
      },
    };
  },
});
