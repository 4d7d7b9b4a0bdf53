// Every price a provider ever had in the book, newest first: what any call was charged by can be read from it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { PriceLine, priceLine, priceTable } from "./price-table.ts";

const MOST_LINES = 200;

export const priceHistory: AnyCommand = defineCommand({
  name: "price.history",
  role: "analyst",
  effect: "read",
  input: z.object({
    provider: z.string().trim().toLowerCase().max(60),
    model: z.string().trim().max(120).optional(),
    unit: z.string().trim().max(60).optional(),
  }),
  output: z.object({ provider: z.string(), prices: z.array(PriceLine) }),
  positional: ["provider", "model"],
  errors: ["not_found"],
  run: async (context, { provider, model, unit }) => {
    const entries = await context.database.prisma.priceBookEntry.findMany({
      where: { provider, ...(model ? { model } : {}), ...(unit ? { unit } : {}) },
      orderBy: [{ effectiveAt: "desc" }, { model: "asc" }, { unit: "asc" }],
      take: MOST_LINES,
    });
    if (entries.length > 0) return { provider, prices: entries.map(priceLine) };
    const words = texts(context.actor.language).studio.price;
    throw new AppError("not_found", words.noPrices(provider), { field: "provider", remedy: words.listHint });
  },
  view: (output, context) => ({
    title: texts(context.actor.language).studio.price.historyTitle(output.provider),
    table: priceTable(output.prices, context.actor.language),
  }),
});
