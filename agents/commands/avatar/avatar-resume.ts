// Let a paused avatar work again.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { AvatarSummary, avatarCard } from "./avatar-card.ts";
import { activateAvatar } from "./change-state.ts";

export const avatarResume = defineCommand({
  name: "avatar.resume",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string() }),
  output: AvatarSummary,
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict"],
  run: (context, { avatar }) => activateAvatar(context, avatar),
  view: (output, context) =>
    avatarCard(output, context.actor.language, texts(context.actor.language).avatar.resumed(output.name)),
  subject: (_input, output) => output.id,
});
