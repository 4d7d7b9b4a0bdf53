// What fans may spend: of one fan with what is left, of an avatar's fans, or of all (trust C16).
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { fanReport, LimitReport, limitCard, scopeReport } from "./limit-scopes.ts";
import { avatarScope } from "./spend.ts";

export const limitShow = defineCommand({
  name: "limit.show",
  role: "chatter",
  effect: "read",
  input: z.object({ conversation: z.string().optional(), avatar: z.string().optional() }),
  output: LimitReport,
  positional: ["conversation"],
  errors: ["not_found"],
  run: async (context, { conversation, avatar: reference }) => {
    if (conversation !== undefined) return await fanReport(context, conversation);
    const avatar = reference === undefined ? null : await findAvatar(context, reference);
    return await scopeReport(context, avatar && { slug: avatar.slug, scope: avatarScope(avatar.id) });
  },
  view: (output, context) => limitCard(output, context),
});
