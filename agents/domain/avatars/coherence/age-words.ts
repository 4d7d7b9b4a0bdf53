// Ages spelled out in English and Spanish as digits: "thirty-four", "veintisiete", "treinta y cuatro".

const ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty"];
const SPANISH_TENS = ["", "treinta", "cuarenta", "cincuenta", "sesenta"];
const ENGLISH_UNITS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const SPANISH_UNITS = ["", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"];
const FIRST_TEN = 20;

const WORDS = new Map<string, number>();
for (const [ten, english] of ENGLISH_TENS.entries()) {
  for (const [unit, englishUnit] of ENGLISH_UNITS.entries()) {
    const value = FIRST_TEN + ten * 10 + unit;
    WORDS.set(unit === 0 ? english : `${english}-${englishUnit}`, value);
    const spanish = SPANISH_TENS[ten] ?? "";
    const spanishUnit = SPANISH_UNITS[unit] ?? "";
    if (spanish === "") WORDS.set(unit === 0 ? "veinte" : `veinti${spanishUnit}`, value);
    else WORDS.set(unit === 0 ? spanish : `${spanish} y ${spanishUnit}`, value);
  }
}

const SPELLED = new RegExp(
  `(?<![\\p{L}])(?:${[...WORDS.keys()]
    .sort((left, right) => right.length - left.length)
    .join("|")
    .replaceAll("-", "[- ]")})(?![\\p{L}])`,
  "gu",
);
/** "in my thirties" and "en sus treinta" are decades, not ages. */
const DECADE_BEFORE = /(?:mis|sus|los)(?: (?:primeros|ultimos))? $/;

/** @param plain text in plain form */
export function ageInWords(plain: string): string {
  return plain.replace(SPELLED, (words: string, index: number) => {
    if (DECADE_BEFORE.test(plain.slice(Math.max(0, index - 16), index))) return words;
    const key = /^(?:twenty|thirty|forty|fifty|sixty)/.test(words) ? words.replace(" ", "-") : words;
    return String(WORDS.get(key) ?? words);
  });
}
