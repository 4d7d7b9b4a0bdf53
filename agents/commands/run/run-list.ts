// Run cards that wait for a yes.
import { z } from "zod";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

const Row = z.object({ id: z.string(), command: z.string(), quoteMicros: z.number(), expiresAt: z.string() });

export const runList = defineCommand({
  name: "run.list",
  role: "chatter",
  effect: "read",
  input: z.object({}),
  output: z.object({ cards: z.array(Row) }),
  errors: [],
  run: async (context) => {
    const cards = await context.database.prisma.runCard.findMany({
      where: { state: "waiting", expiresAt: { gt: context.clock.now() } },
      orderBy: { createdAt: "desc" },
      take: 20,
    });
    return {
      cards: cards.map((card) => ({
        id: card.id,
        command: card.command,
        quoteMicros: microsFromUsd(card.quoteUsd),
        expiresAt: card.expiresAt.toISOString(),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language);
    return {
      title: words.system.runCards(output.cards.length),
      table: {
        columns: [
          { label: words.system.command },
          { label: words.system.quote, align: "right" },
          { label: words.system.expires },
        ],
        rows: output.cards.map((card) => [card.command, formatUsd(card.quoteMicros), card.expiresAt.slice(11, 16)]),
      },
      buttons: output.cards.slice(0, 5).map((card) => ({
        label: `${words.common.approve}: ${card.command.replace(".", " ")}`,
        command: "run.approve",
        input: { id: card.id },
      })),
    };
  },
});
