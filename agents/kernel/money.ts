// Money is decimal, never a float: micros of a US dollar as integers inside, text with six places in the database.

/** 1 USD = 1,000,000 micros. Safe integers reach 9 billion USD. */
export const MICROS_PER_USD = 1_000_000;

const USD_TEXT = /^(-?)(\d+)(?:\.(\d{1,12}))?$/;

/** Micros from a decimal text or a database Decimal; anything finer than a micro is rounded half up. */
export function microsFromUsd(usd: string | { toString(): string }): number {
  const match = USD_TEXT.exec(usd.toString().trim());
  if (!match) throw new TypeError(`not a decimal amount: ${String(usd)}`);
  const digits = `${match[3] ?? ""}0000000`.slice(0, 7);
  const micros = Number(match[2]) * MICROS_PER_USD + Math.round(Number(digits) / 10);
  return match[1] === "-" ? -micros : micros;
}

/** "2.500000": what Prisma's Decimal columns take. */
export function usdFromMicros(micros: number): string {
  const rounded = Math.round(micros);
  const whole = Math.trunc(Math.abs(rounded) / MICROS_PER_USD);
  const rest = String(Math.abs(rounded) % MICROS_PER_USD).padStart(6, "0");
  return `${rounded < 0 ? "-" : ""}${whole}.${rest}`;
}

export function centsFromUsd(usd: string | { toString(): string }): number {
  return Math.round(microsFromUsd(usd) / 10_000);
}

export function usdFromCents(cents: number): string {
  return usdFromMicros(cents * 10_000).slice(0, -4);
}

/** "$1,234.56" or, below a cent, "$0.0042". */
export function formatUsd(micros: number): string {
  const small = micros !== 0 && Math.abs(micros) < 10_000;
  const digits = small ? 4 : 2;
  const text = (Math.abs(micros) / MICROS_PER_USD).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${micros < 0 ? "-" : ""}$${text}`;
}
