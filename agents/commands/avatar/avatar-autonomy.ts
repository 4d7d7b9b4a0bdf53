// Who answers an avatar's fans: the AI, the AI with an operator's yes, or people.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AvatarSummary } from "./avatar-card.ts";
import { loadAvatar } from "./avatar-show.ts";
import { findAvatar } from "./find-avatar.ts";

export const avatarAutonomy = defineCommand({
  name: "avatar.autonomy",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), mode: z.enum(["auto", "draft", "off"]) }),
  output: AvatarSummary.extend({ rules: z.number() }),
  positional: ["avatar", "mode"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, mode }) => {
    const avatar = await findAvatar(context, reference);
    await context.database.prisma.avatar.update({ where: { id: avatar.id }, data: { autonomy: mode } });
    const rules = await context.database.prisma.autonomyRule.count({ where: { avatarId: avatar.id } });
    return { ...(await loadAvatar(context, avatar.id)), rules };
  },
  view: (output, context) => {
    const { avatar: words, people } = texts(context.actor.language);
    const mode = output.autonomy as keyof typeof words.autonomies;
    return {
      title: words.autonomySet(output.name, words.autonomies[mode]),
      tone: "good",
      text: words.autonomyMeans[mode],
      buttons: [{ label: people.showMatrix, command: "autonomy.show", input: { avatar: output.slug } }],
      ...(output.rules > 0 ? { note: people.rulesStay(output.rules) } : {}),
    };
  },
  subject: (_input, output) => output.id,
});
