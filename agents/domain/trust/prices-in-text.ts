// Finds every amount of money a text names, in the notations people use, so that it can be held against the offer row.
import { anyFits } from "./pattern-index.ts";

export interface NamedPrice {
  readonly cents: number;
  /** ISO code where the notation tells, else null ("bucks" are taken as USD). */
  readonly currency: string | null;
  readonly words: string;
}

const AMOUNT = "(\\d{1,3}(?:[,.\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?)";
const SIGNS: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };
const NAMES: Readonly<Record<string, string>> = {
  usd: "USD",
  us$: "USD",
  dollar: "USD",
  dollars: "USD",
  buck: "USD",
  bucks: "USD",
  dolar: "USD",
  dolares: "USD",
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  gbp: "GBP",
  pound: "GBP",
  pounds: "GBP",
  libras: "GBP",
  quid: "GBP",
  pavos: "EUR",
  euritos: "EUR",
  pesos: "MXN",
  mxn: "MXN",
};
const NAME = Object.keys(NAMES)
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace("$", "\\$"))
  .join("|");

const SPELLED: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  "twenty-five": 25,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  "a hundred": 100,
  un: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  quince: 15,
  veinte: 20,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  cien: 100,
};

const SIGN_FIRST = new RegExp(`([$€£])\\s?${AMOUNT}`, "g");
const SIGN_LAST = new RegExp(`(?<![\\d.,])${AMOUNT}\\s?([$€£])`, "g");
const NAME_FIRST = new RegExp(`\\b(usd|us\\$|eur|gbp|mxn)\\s?${AMOUNT}`, "g");
const NAME_LAST = new RegExp(`(?<![\\d.,$€£])${AMOUNT}\\s?(${NAME})(?!\\p{L})`, "gu");
const SPELLED_OUT = new RegExp(
  `\\b(${Object.keys(SPELLED)
    .sort((a, b) => b.length - a.length)
    .join("|")}) (${NAME})(?!\\p{L})`,
  "gu",
);
/** "29.99" or "for 5" with no currency: only prices look like that in a sales chat. */
const BARE =
  /(?<![\d.,$€£:/-])(\d{1,4}[.,]\d{2})(?![\d.,]*[\d%:/-])(?!\s?(?:[$€£]|usd|eur|gbp|mxn|dol|euro|buck|pound|libr|peso|km|kg|cm|m\b|miles?|hours?|h\b|am|pm|stars?))/g;
const BARE_AFTER_FOR =
  /\b(?:for (?:just|only)?|only|just|costs?|price is|por (?:solo)?|solo|cuesta|vale|a) ?(\d{1,4})(?= ?(?:[!.,]|$))/g;

const namesPrice = anyFits([SIGN_FIRST, NAME_FIRST, SIGN_LAST, NAME_LAST, SPELLED_OUT, BARE, BARE_AFTER_FOR]);

/** Expects plain form (lower case, accents gone). Each amount once, in order of notation. */
export function pricesIn(plain: string): readonly NamedPrice[] {
  if (!namesPrice(plain)) return [];
  const found = new Map<number, NamedPrice>();
  const add = (at: number, amount: string, currency: string | null, words: string): void => {
    if (!found.has(at)) found.set(at, { cents: centsOf(amount), currency, words: words.trim() });
  };
  for (const hit of plain.matchAll(SIGN_FIRST))
    add(amountStart(hit, hit[2]), hit[2] ?? "", SIGNS[hit[1] ?? ""] ?? null, hit[0]);
  for (const hit of plain.matchAll(NAME_FIRST))
    add(amountStart(hit, hit[2]), hit[2] ?? "", NAMES[hit[1] ?? ""] ?? null, hit[0]);
  for (const hit of plain.matchAll(SIGN_LAST)) add(hit.index, hit[1] ?? "", SIGNS[hit[2] ?? ""] ?? null, hit[0]);
  for (const hit of plain.matchAll(NAME_LAST)) add(hit.index, hit[1] ?? "", NAMES[hit[2] ?? ""] ?? null, hit[0]);
  for (const hit of plain.matchAll(SPELLED_OUT))
    add(hit.index, String(SPELLED[hit[1] ?? ""] ?? 0), NAMES[hit[2] ?? ""] ?? null, hit[0]);
  for (const hit of plain.matchAll(BARE)) add(hit.index, hit[1] ?? "", null, hit[0]);
  for (const hit of plain.matchAll(BARE_AFTER_FOR)) add(amountStart(hit, hit[1]), hit[1] ?? "", null, hit[0]);
  return [...found.values()];
}

function amountStart(hit: RegExpExecArray, amount: string | undefined): number {
  return hit.index + hit[0].lastIndexOf(amount ?? "");
}

/** "1,299.00", "1.299,00", "29,99", "5" -> cents. The last separator with one or two digits after it is the decimal one. */
function centsOf(amount: string): number {
  const decimal = /[.,](\d{1,2})$/.exec(amount);
  const whole = (decimal ? amount.slice(0, decimal.index) : amount).replace(/\D/g, "");
  return Number(whole) * 100 + Number((decimal?.[1] ?? "0").padEnd(2, "0"));
}
