// Answer a fan's counter-proposal by another price: the quote before it can no longer be paid.
import { defineCommand } from "../command.ts";
import { CustomSummary, readCustom } from "./custom-card.ts";
import { findCustom } from "./find-custom.ts";
import { quotedCard } from "./quoted-card.ts";
import { QuoteInput, writeQuote } from "./write-quote.ts";

export const customCounter = defineCommand({
  name: "custom.counter",
  role: "chatter",
  effect: "write",
  input: QuoteInput,
  output: CustomSummary,
  positional: ["request", "price", "days"],
  errors: ["not_found", "refused", "conflict", "not_configured"],
  run: async (context, input) => {
    const row = await findCustom(context, input.request);
    await writeQuote(context, row, input, "countered");
    return await readCustom(context, row.id);
  },
  view: quotedCard,
  subject: (_input, output) => output.id,
});
