// The no to a run card.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

export const runCancel = defineCommand({
  name: "run.cancel",
  role: "chatter",
  effect: "write",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  positional: ["id"],
  errors: ["conflict"],
  run: async (context, { id }) => {
    const canceled = await context.database.prisma.runCard.updateMany({
      where: { id, state: "waiting" },
      data: { state: "canceled" },
    });
    if (canceled.count === 0) throw new AppError("conflict", texts(context.actor.language).system.runCardEndedAlready);
    return { id };
  },
  view: (_output, context) => ({ title: texts(context.actor.language).common.canceled, tone: "neutral" }),
  subject: ({ id }) => id,
});
