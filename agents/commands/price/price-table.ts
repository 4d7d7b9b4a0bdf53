// Lines of the price book, for lists and histories.
import { z } from "zod";
import type { PriceBookEntry } from "../../../prisma/generated/client/client.ts";
import { ANY_MODEL } from "../../domain/money/quote.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CardTable } from "../view.ts";
import { showUnitPrice } from "./unit-price.ts";

export const PriceLine = z.object({
  provider: z.string(),
  model: z.string(),
  unit: z.string(),
  /** Decimal text: US dollars a unit. */
  usd: z.string(),
  since: z.string(),
  /** null: until further notice. */
  until: z.string().nullable(),
  source: z.string(),
});
export type PriceLineValue = z.output<typeof PriceLine>;

export function priceLine(entry: PriceBookEntry): PriceLineValue {
  const { provider, model, unit, usd, effectiveAt, endedAt, source } = entry;
  return {
    provider,
    model,
    unit,
    usd: usd.toFixed(),
    since: effectiveAt.toISOString(),
    until: endedAt?.toISOString() ?? null,
    source,
  };
}

export function priceTable(lines: readonly PriceLineValue[], language: Language): CardTable {
  const words = texts(language).studio.price;
  return {
    columns: [
      { label: words.provider },
      { label: words.model },
      { label: words.unit },
      { label: words.price, align: "right" },
      { label: words.since },
      { label: words.until },
      { label: words.source },
    ],
    rows: lines.map((line) => [
      line.provider,
      line.model === ANY_MODEL ? words.anyModel : line.model,
      line.unit,
      showUnitPrice(line.usd, words.perMillion),
      line.since.slice(0, 10),
      line.until?.slice(0, 10) ?? "–",
      line.source,
    ]),
  };
}
