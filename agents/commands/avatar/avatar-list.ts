// All avatars one may see.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AVATAR_INCLUDE, AvatarSummary, summariseAvatar } from "./avatar-card.ts";
import { ownOnly } from "./find-avatar.ts";

export const avatarList = defineCommand({
  name: "avatar.list",
  role: "analyst",
  effect: "read",
  input: z.object({}),
  output: z.object({ avatars: z.array(AvatarSummary) }),
  errors: [],
  run: async (context) => {
    const avatars = await context.database.prisma.avatar.findMany({
      where: ownOnly(context),
      include: AVATAR_INCLUDE,
      orderBy: { createdAt: "asc" },
      take: 200,
    });
    return { avatars: avatars.map(summariseAvatar) };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).avatar;
    if (output.avatars.length === 0) {
      return {
        title: words.noneYet,
        text: words.noneYetText,
        buttons: [{ label: words.loadExample, command: "example.load", input: {}, style: "primary" }],
      };
    }
    return {
      title: words.avatars(output.avatars.length),
      table: {
        columns: [
          { label: words.name },
          { label: words.state },
          { label: words.niche },
          { label: words.pieces, align: "right" },
          { label: words.fans, align: "right" },
        ],
        rows: output.avatars.map((avatar) => [
          avatar.name,
          words.states[avatar.state as keyof typeof words.states],
          avatar.niche,
          String(avatar.pieces),
          String(avatar.fans),
        ]),
      },
      buttons: output.avatars
        .slice(0, 5)
        .map((avatar) => ({ label: avatar.name, command: "avatar.show", input: { avatar: avatar.slug } })),
    };
  },
});
