// Empties an operator's own chat on one surface; the audit keeps what was done.
import { z } from "zod";
import { defineInternal } from "../internal.ts";

export const clearChat = defineInternal({
  name: "chat.clear",
  input: z.object({ operatorId: z.string(), surface: z.string() }),
  run: async (context, input): Promise<void> => {
    await context.database.prisma.chatEntry.deleteMany({ where: input });
  },
});
