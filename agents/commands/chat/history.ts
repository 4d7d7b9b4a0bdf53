// The latest lines of an operator's chat, oldest first.
import { z } from "zod";
import { defineInternal } from "../internal.ts";
import { type ChatLine, chatLineOf } from "./chat-line.ts";

export const chatHistory = defineInternal({
  name: "chat.history",
  input: z.object({
    operatorId: z.string(),
    surface: z.string(),
    limit: z.number().int().min(1).max(200).default(60),
    /** Only lines older than this one. */
    before: z.string().optional(),
  }),
  run: async (context, input): Promise<readonly ChatLine[]> => {
    const rows = await context.database.prisma.chatEntry.findMany({
      where: {
        operatorId: input.operatorId,
        surface: input.surface,
        ...(input.before ? { id: { lt: input.before } } : {}),
      },
      // Ids sort by time, and two lines of the same millisecond keep one order.
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: input.limit,
    });
    return rows.reverse().map(chatLineOf);
  },
});
