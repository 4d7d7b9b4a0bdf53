// One avatar with its persona.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { AVATAR_INCLUDE, AvatarSummary, avatarCard, summariseAvatar } from "./avatar-card.ts";
import { findAvatar } from "./find-avatar.ts";

export const avatarShow = defineCommand({
  name: "avatar.show",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: AvatarSummary,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadAvatar(context, (await findAvatar(context, avatar)).id),
  view: (output, context) => avatarCard(output, context.actor.language, output.name),
});

export async function loadAvatar(context: CommandContext, id: string) {
  return summariseAvatar(
    await context.database.prisma.avatar.findUniqueOrThrow({ where: { id }, include: AVATAR_INCLUDE }),
  );
}
