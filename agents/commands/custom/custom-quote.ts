// Name the first price for what a fan wants made for them.
import { defineCommand } from "../command.ts";
import { CustomSummary, readCustom } from "./custom-card.ts";
import { findCustom } from "./find-custom.ts";
import { quotedCard } from "./quoted-card.ts";
import { QuoteInput, writeQuote } from "./write-quote.ts";

export const customQuote = defineCommand({
  name: "custom.quote",
  role: "chatter",
  effect: "write",
  input: QuoteInput,
  output: CustomSummary,
  positional: ["request", "price", "days"],
  errors: ["not_found", "refused", "conflict", "not_configured"],
  run: async (context, input) => {
    const row = await findCustom(context, input.request);
    await writeQuote(context, row, input, "quoted");
    return await readCustom(context, row.id);
  },
  view: quotedCard,
  subject: (_input, output) => output.id,
});
