// The LoRAs of an avatar.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";

export const loraShow = defineCommand({
  name: "lora.show",
  role: "manager",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: LoraStatus,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loraStatus(context, await findAvatar(context, avatar)),
  view: (output, context) => loraCard(output, context.actor.language),
});
