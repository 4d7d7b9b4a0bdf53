// Stop the training that runs. What the provider bills for it stays on the ledger.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { cancelJobs, tellVendors } from "../vendor-job/cancel-jobs.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";

export const loraCancel = defineCommand({
  name: "lora.cancel",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string() }),
  output: LoraStatus,
  positional: ["avatar"],
  errors: ["not_found", "refused"],
  run: async (context, { avatar: reference }) => {
    const avatar = await findAvatar(context, reference);
    const open = await transact(context, (tx) => cancelJobs(context, tx, { avatarId: avatar.id, purpose: "training" }));
    if (open.length === 0) {
      const words = texts(context.actor.language).identity;
      throw new AppError("refused", words.nothingTrains(avatar.name), { field: "avatar" });
    }
    await tellVendors(context, open, context.signal);
    return await loraStatus(context, avatar);
  },
  view: (output, context) => loraCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});
