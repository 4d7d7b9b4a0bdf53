// Price of some units from the price book; a missing price is a refusal, never zero (domain 5).
import { microsFromUsd } from "../../kernel/money.ts";

export interface PriceEntry {
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  /** Decimal text: US dollars a unit. */
  readonly usd: string;
  readonly effectiveAt: Date;
  readonly endedAt: Date | null;
}

export type Quote =
  | { readonly known: true; readonly micros: number }
  | { readonly known: false; readonly missingUnit: string };

export interface QuoteRequest {
  readonly provider: string;
  readonly model: string;
  readonly units: Readonly<Record<string, number>>;
}

/** Prices are given per unit and may be finer than a micro (tokens): units are multiplied before rounding up. */
export function quoteMicros(book: readonly PriceEntry[], request: QuoteRequest, at: Date): Quote {
  let total = 0;
  for (const [unit, count] of Object.entries(request.units)) {
    const price = priceOf(book, request, unit, at);
    if (!price) return { known: false, missingUnit: unit };
    total += nanosOf(price.usd) * count;
  }
  return { known: true, micros: Math.ceil(total / 1_000 - 1e-9) };
}

/** A price for every model of a provider. */
export const ANY_MODEL = "*";

/** The newest price in force at the time; one for this very model goes before one for any. */
function priceOf(book: readonly PriceEntry[], request: QuoteRequest, unit: string, at: Date): PriceEntry | undefined {
  return book
    .filter((entry) => entry.provider === request.provider && entry.unit === unit)
    .filter((entry) => entry.model === request.model || entry.model === ANY_MODEL)
    .filter((entry) => entry.effectiveAt <= at && (entry.endedAt === null || entry.endedAt > at))
    .sort(
      (left, right) =>
        Number(left.model === ANY_MODEL) - Number(right.model === ANY_MODEL) ||
        right.effectiveAt.getTime() - left.effectiveAt.getTime(),
    )[0];
}

/** Billionths of a dollar, so that a price per token keeps its digits. */
function nanosOf(usd: string): number {
  const [whole = "0", fraction = ""] = usd.split(".");
  return microsFromUsd(whole) * 1_000 + Number(fraction.padEnd(9, "0").slice(0, 9));
}
