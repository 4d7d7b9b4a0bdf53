// Who answers an avatar's fans: the AI, the AI with an operator's yes, or people.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { findAvatar } from "./find-avatar.ts";

export const avatarAutonomy = defineCommand({
  name: "avatar.autonomy",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), mode: z.enum(["auto", "draft", "off"]) }),
  output: AvatarSummary,
  positional: ["avatar", "mode"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, mode }) => {
    const avatar = await findAvatar(context, reference);
    await context.database.prisma.avatar.update({ where: { id: avatar.id }, data: { autonomy: mode } });
    return await loadAvatar(context, avatar.id);
  },
  view: (output, context) => {
    const words = texts(context.actor.language).avatar;
    const mode = words.autonomies[output.autonomy as keyof typeof words.autonomies];
    return avatarCard(output, context.actor.language, words.autonomySet(output.name, mode));
  },
  subject: (_input, output) => output.id,
});
