// A disputed payment was looked into: the fan may be offered things again (trust C16).
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import { transact } from "../transact.ts";

export const fanUnfreeze = defineCommand({
  name: "fan.unfreeze",
  role: "manager",
  effect: "write",
  input: z.object({ conversation: z.string() }),
  output: z.object({ conversation: z.string(), fan: z.string() }),
  positional: ["conversation"],
  errors: ["not_found", "conflict"],
  run: async (context, { conversation: reference }) => {
    const conversation = await findConversation(context, reference);
    await transact(context, async (tx) => {
      const thawed = await tx.fan.updateMany({
        where: { id: conversation.fanId, offersFrozenAt: { not: null } },
        data: { offersFrozenAt: null },
      });
      if (thawed.count === 0)
        throw new AppError("conflict", texts(context.actor.language).limits.notFrozen, { field: "conversation" });
    });
    return { conversation: conversation.id, fan: fanName(conversation) };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).limits.thawed(output.fan),
    tone: "good",
    buttons: [
      {
        label: texts(context.actor.language).common.open,
        command: "conversation.show",
        input: { conversation: output.conversation },
      },
    ],
  }),
  subject: (_input, output) => output.conversation,
});
