// A shown card in its newer form: progress went on, a button was used.
import { z } from "zod";
import { defineInternal } from "../internal.ts";
import type { Card } from "../view.ts";
import { withoutSecrets } from "./append.ts";

export const replaceChatCard = defineInternal({
  name: "chat.replace",
  input: z.object({ operatorId: z.string(), id: z.string(), card: z.custom<Card>() }),
  run: async (context, input): Promise<void> => {
    await context.database.prisma.chatEntry.updateMany({
      where: { id: input.id, operatorId: input.operatorId },
      data: { card: JSON.parse(JSON.stringify(withoutSecrets(input.card))) },
    });
  },
});
