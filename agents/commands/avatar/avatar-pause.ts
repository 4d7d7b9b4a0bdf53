// Stop an avatar at once: nothing is published, no fan is answered.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { pauseAvatar } from "./change-state.ts";

export const avatarPause = defineCommand({
  name: "avatar.pause",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string() }),
  output: AvatarSummary,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict"],
  run: (context, { avatar }) => pauseAvatar(context, avatar),
  view: (output, context) =>
    avatarCard(output, context.actor.language, texts(context.actor.language).avatar.pausedTitle(output.name)),
  subject: (_input, output) => output.id,
});
