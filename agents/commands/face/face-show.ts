// The faces an avatar may have, and the one she has.
import { z } from "zod";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { FaceRound, faceRoundCard, loadFaceRound } from "./face-round.ts";

export const faceShow = defineCommand({
  name: "face.show",
  role: "manager",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: FaceRound,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, { avatar }) => await loadFaceRound(context, await findAvatar(context, avatar)),
  view: (output, context) => faceRoundCard(output, context.actor.language),
});
