// A version that passed its exam becomes the one pictures are made with; the former one is kept, so going back is the same step.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { requireLikeness } from "../avatar/likeness.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";
import { findLora } from "./lora-reference.ts";

const PassedExam = z.object({ passed: z.literal(true) });

export const loraActivate = defineCommand({
  name: "lora.activate",
  role: "manager",
  effect: "write",
  input: z.object({ lora: z.string() }),
  output: LoraStatus,
  positional: ["lora"],
  errors: ["not_found", "refused"],
  run: async (context, { lora: reference }) => {
    const lora = await findLora(context, reference);
    const { avatar } = lora;
    const words = texts(context.actor.language).identity;
    if (!PassedExam.safeParse(lora.exam).success)
      throw new AppError("refused", words.examFirst(reference.slice(0, 60)), {
        field: "lora",
        reason: "exam_not_passed",
      });
    await transact(context, async (tx) => {
      await requireLikeness(context, avatar, "training", tx);
      await tx.loraModel.updateMany({
        where: { avatarId: avatar.id, state: "active", id: { not: lora.id } },
        data: { state: "retired" },
      });
      await tx.loraModel.update({
        where: { id: lora.id },
        data: { state: "active", activatedAt: context.clock.now() },
      });
      await tx.avatar.update({
        where: { id: avatar.id },
        data: {
          activeLoraId: lora.id,
          ...(["draft", "face_ready", "dataset_ready", "trained"].includes(avatar.state)
            ? { state: "validated" as const }
            : {}),
        },
      });
    });
    return await loraStatus(context, avatar);
  },
  view: (output, context) => loraCard(output, context.actor.language),
  subject: ({ lora }) => lora,
});
