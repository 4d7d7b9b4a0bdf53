// What each unit costs today and since when; and what is configured here but cannot be paid, because no price is known (domain 5).
import { z } from "zod";
import { quoteMicros } from "../../domain/money/quote.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { hasRole } from "../execute.ts";
import type { Card } from "../view.ts";
import { configuredWork } from "./configured-work.ts";
import { PriceLine, priceLine, priceTable } from "./price-table.ts";

const Output = z.object({
  provider: z.string().nullable(),
  /** By provider, model and unit. */
  prices: z.array(PriceLine),
  /** Set already, in force later. */
  upcoming: z.array(PriceLine),
  missing: z.array(z.object({ provider: z.string(), model: z.string(), unit: z.string() })),
});

/** A card asks for one price at a time; more than these are found by the list. */
const MOST_BUTTONS = 4;

export const priceList: AnyCommand = defineCommand({
  name: "price.list",
  role: "analyst",
  effect: "read",
  input: z.object({ provider: z.string().trim().toLowerCase().max(60).optional() }),
  output: Output,
  positional: ["provider"],
  errors: [],
  run: async (context, { provider }) => {
    const now = context.clock.now();
    const entries = await context.database.prisma.priceBookEntry.findMany({
      where: { ...(provider ? { provider } : {}), OR: [{ endedAt: null }, { endedAt: { gt: now } }] },
      orderBy: [{ provider: "asc" }, { model: "asc" }, { unit: "asc" }, { effectiveAt: "desc" }],
    });
    const begun = entries.filter(({ effectiveAt }) => effectiveAt <= now);
    // Of those of one unit the newest counts, as for every quote.
    const inForce = begun.filter((entry, index) => !isSameUnit(begun[index - 1], entry));
    return {
      provider: provider ?? null,
      prices: inForce.map(priceLine),
      upcoming: entries.filter(({ effectiveAt }) => effectiveAt > now).map(priceLine),
      missing: await missingPrices(context, provider, now),
    };
  },
  view: (output, context) => listCard(output, context),
});

type Entry = Parameters<typeof priceLine>[0];

const isSameUnit = (one: Entry | undefined, other: Entry) =>
  one?.provider === other.provider && one.model === other.model && one.unit === other.unit;

async function missingPrices(context: CommandContext, provider: string | undefined, now: Date) {
  const configured = configuredWork(context).filter((work) => provider === undefined || work.provider === provider);
  const rows = await context.database.prisma.priceBookEntry.findMany({
    where: { provider: { in: configured.map((work) => work.provider) } },
  });
  const book = rows.map((row) => ({ ...row, usd: row.usd.toFixed() }));
  return configured.flatMap(({ provider: name, model, units }) =>
    units
      .filter((unit) => !quoteMicros(book, { provider: name, model, units: { [unit]: 1 } }, now).known)
      .map((unit) => ({ provider: name, model, unit })),
  );
}

function listCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language).studio.price;
  const { prices, upcoming, missing, provider } = output;
  const mayServe = hasRole(context.actor, "owner");
  return {
    title: words.title(prices.length, provider),
    ...(missing.length > 0
      ? { tone: "warning" as const, text: missing.map((each) => words.missing(each)).join(" ") }
      : {}),
    ...(prices.length + upcoming.length > 0
      ? { table: priceTable([...prices, ...upcoming], context.actor.language) }
      : {}),
    buttons: [
      ...(mayServe ? missing.slice(0, MOST_BUTTONS) : []).map((each) => ({
        label: words.setPriceOf(each.model, each.unit),
        command: "price.set",
        input: each,
        ask: { field: "usd", label: words.askUsd(each.unit) },
      })),
      ...(provider ? [{ label: words.showHistory, command: "price.history", input: { provider } }] : []),
    ],
  };
}
