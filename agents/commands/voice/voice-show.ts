// How an avatar sounds, and the newest trial.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { VoiceStatus, voiceCard, voiceStatus } from "./voice-card.ts";

export const voiceShow = defineCommand({
  name: "voice.show",
  role: "manager",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: VoiceStatus,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await voiceStatus(context, await findAvatar(context, avatar)),
  view: (output, context) => voiceCard(output, context.actor.language),
});
