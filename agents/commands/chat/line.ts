// One line of an operator's own chat, or null.
import { z } from "zod";
import { defineInternal } from "../internal.ts";
import { type ChatLine, chatLineOf } from "./chat-line.ts";

export const chatLine = defineInternal({
  name: "chat.line",
  input: z.object({ operatorId: z.string(), id: z.string() }),
  run: async (context, input): Promise<ChatLine | null> => {
    const row = await context.database.prisma.chatEntry.findFirst({ where: input });
    return row ? chatLineOf(row) : null;
  },
});
