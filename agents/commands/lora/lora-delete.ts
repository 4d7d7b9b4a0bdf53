// Takes a version out of the catalogue. Its row and its weights stay, so that what it made can still be told from it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { cancelJobs, tellVendors } from "../vendor-job/cancel-jobs.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";
import { type FoundLora, findLora, loraReference } from "./lora-reference.ts";

export const loraDelete: AnyCommand = defineCommand({
  name: "lora.delete",
  role: "manager",
  effect: "write",
  input: z.object({ lora: z.string() }),
  output: LoraStatus.extend({ deleted: z.string() }),
  positional: ["lora"],
  errors: ["not_found", "refused"],
  run: async (context, input) => {
    const lora = await findLora(context, input.lora);
    const exam = await transact(context, async (tx) => {
      const deleted = await tx.loraModel.updateMany({
        where: { id: lora.id, state: { in: ["candidate", "retired"] } },
        data: { state: "deleted", deletedAt: context.clock.now() },
      });
      if (deleted.count === 0) throw inUse(context, lora);
      // An exam that nobody will look at is not paid for.
      return await cancelJobs(context, tx, { setId: lora.id, purpose: "exam" });
    });
    await tellVendors(context, exam, context.signal);
    return { ...(await loraStatus(context, lora.avatar)), deleted: loraReference(lora) };
  },
  view: (output, context) => ({
    ...loraCard(output, context.actor.language),
    title: texts(context.actor.language).studio.lora.deleted(output.deleted),
    tone: "good",
  }),
  subject: (_input, output) => output.deleted,
});

function inUse(context: CommandContext, lora: FoundLora): AppError {
  const words = texts(context.actor.language).studio.lora;
  const options = { field: "lora", reason: "in_use", remedy: words.inUseRemedy(lora.avatar.slug) };
  return new AppError("refused", words.inUse(loraReference(lora), lora.avatar.name), options);
}
