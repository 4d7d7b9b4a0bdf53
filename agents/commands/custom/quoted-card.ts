// What is shown once a price went out.
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { type CustomSummaryValue, customCard } from "./custom-card.ts";

export function quotedCard(output: CustomSummaryValue, context: CommandContext): Card {
  const words = texts(context.actor.language).custom;
  return {
    ...customCard(output, context),
    title: words.quoted(output.fan, formatUsd((output.priceCents ?? 0) * 10_000)),
    tone: "good",
    text: words.quoteSent,
    ...(output.url ? { links: [{ label: words.name, url: output.url }] } : {}),
  };
}
