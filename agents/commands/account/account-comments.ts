// Whether comments under an avatar's posts get one private reply. Off until the owner says otherwise.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { AccountSummary, linkedCard, summariseAccount } from "./account-card.ts";

export const accountComments = defineCommand({
  name: "account.comments",
  role: "owner",
  effect: "write",
  input: z.object({ avatar: z.string(), mode: z.enum(["on", "off"]), platform: z.string().default("instagram") }),
  output: AccountSummary.extend({ repliesToComments: z.boolean() }),
  positional: ["avatar", "mode"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, mode, platform }) => {
    const avatar = await findAvatar(context, reference);
    const words = texts(context.actor.language).account;
    if (context.ports.channels[platform]?.info.commentReplyMs == null) {
      throw new AppError("invalid_input", words.noCommentReplies(platform), { field: "platform" });
    }
    const found = await context.database.prisma.account.findFirst({
      where: { avatarId: avatar.id, platform },
      orderBy: { connectedAt: "desc" },
    });
    if (!found) throw new AppError("not_found", words.noAccount(avatar.name), { remedy: words.linkFirst(avatar.slug) });
    const account = await context.database.prisma.account.update({
      where: { id: found.id },
      data: { repliesToComments: mode === "on" },
    });
    return { ...summariseAccount(account, avatar.slug), repliesToComments: account.repliesToComments };
  },
  view: (output, context) => ({
    ...linkedCard(output, context.actor.language),
    title: texts(context.actor.language).account.commentsSet(output.handle, output.repliesToComments),
  }),
  subject: (_input, output) => output.id,
});
