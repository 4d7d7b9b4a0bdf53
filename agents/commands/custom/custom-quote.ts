// Name a price for what a fan wants made for them: the first, or another in answer to theirs. With a counter the quote before
// it can no longer be paid.
import { defineCommand } from "../command.ts";
import { CustomSummary, readCustom } from "./custom-card.ts";
import { findCustom } from "./find-custom.ts";
import { quotedCard } from "./quoted-card.ts";
import { QuoteInput, writeQuote } from "./write-quote.ts";

const naming = (name: "custom.quote" | "custom.counter", step: "quoted" | "countered") =>
  defineCommand({
    name,
    role: "chatter",
    effect: "write",
    input: QuoteInput,
    output: CustomSummary,
    positional: ["request", "price", "days"],
    errors: ["not_found", "refused", "conflict", "not_configured"],
    run: async (context, input) => {
      const row = await findCustom(context, input.request);
      await writeQuote(context, row, input, step);
      return await readCustom(context, row.id);
    },
    view: quotedCard,
    subject: (_input, output) => output.id,
  });

export const customQuote = naming("custom.quote", "quoted");
export const customCounter = naming("custom.counter", "countered");
