// A price a unit as people write and read it. Always decimal digits: a float would lose a token's price.
import { Prisma } from "../../../prisma/client.ts";

/** What the price book's column holds: six digits before the point, eight behind it. */
const USD_TEXT = /^\d{1,6}(\.\d{1,8})?$/;

/** Below it, a price is easier to compare by the million. */
const TINY_USD = "0.0001";

/** null for what is no amount. Without needless digits, so that equal prices are equal texts. */
export function parseUnitPrice(text: string): string | null {
  const plain = text.trim().replace(/^\$/, "").replace(",", ".");
  return USD_TEXT.test(plain) ? new Prisma.Decimal(plain).toFixed() : null;
}

/** "$0.032"; of a token "$0.10" with `million` said. */
export function showUnitPrice(usd: string, perMillion: (amount: string) => string): string {
  const price = new Prisma.Decimal(usd);
  const isTiny = price.greaterThan(0) && price.lessThan(TINY_USD);
  return isTiny ? perMillion(dollars(price.times(1_000_000))) : dollars(price);
}

function dollars(amount: Prisma.Decimal): string {
  return `$${amount.toFixed(Math.max(2, amount.decimalPlaces()))}`;
}
