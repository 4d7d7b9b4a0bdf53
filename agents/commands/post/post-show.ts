// One post by its id.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { PostStatus, postCard, postStatus } from "./post-card.ts";

export const postShow = defineCommand({
  name: "post.show",
  role: "analyst",
  effect: "read",
  input: z.object({ post: z.string() }),
  output: PostStatus,
  positional: ["post"],
  errors: ["not_found"],
  run: (context, { post }) => postStatus(context, post),
  view: (output, context) => postCard(output, context.actor.language),
});
