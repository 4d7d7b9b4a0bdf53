// Keeps what was said and shown in the operator chat.
import { z } from "zod";
import { redact } from "../../kernel/log.ts";
import { defineInternal } from "../internal.ts";
import type { Card } from "../view.ts";
import { type ChatLine, chatLineOf } from "./chat-line.ts";

/** Secrets that a card shows once (a new token) do not stay in the history. */
export function withoutSecrets(card: Card): Card {
  return JSON.parse(redact(JSON.stringify(card))) as Card;
}

export const appendChat = defineInternal({
  name: "chat.append",
  input: z.object({
    operatorId: z.string(),
    surface: z.string(),
    role: z.enum(["operator", "system"]),
    text: z.string().max(8_000),
    card: z.custom<Card>().optional(),
  }),
  run: async (context, input): Promise<ChatLine> => {
    const row = await context.database.prisma.chatEntry.create({
      data: {
        id: context.ids.next("chat"),
        operatorId: input.operatorId,
        surface: input.surface,
        role: input.role,
        text: redact(input.text),
        createdAt: context.clock.now(),
        ...(input.card ? { card: JSON.parse(JSON.stringify(withoutSecrets(input.card))) } : {}),
      },
    });
    return chatLineOf(row);
  },
});
