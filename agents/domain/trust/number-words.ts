// Ages are also spelled out, and misspelled; age rules read digits only, so words become digits first.

const WORDS: readonly (readonly [number, string])[] = [
  [8, "eight|ocho"],
  [9, "nine|nueve"],
  [10, "ten|diez"],
  [11, "eleven|once"],
  [12, "twelve|doce|douze|zwolf|dodici|doze"],
  [13, "thirteen|trece|treize|dreizehn|tredici|treze"],
  [14, "fourteen|catorce|quatorze|vierzehn|quattordici|catorze"],
  [15, "fifteen|fiveteen|fivteen|quince|quinze|funfzehn|quindici|kinse|kinze|kince|qince|quinze|quinse|qinse"],
  [16, "sixteen|sixtn|dieciseis|dies y seis|diez y seis|seize|sechzehn|sedici|dezesseis|dezasseis"],
  [
    17,
    "seventeen|svnteen|sevnteen|diecisiete|dies y siete|diez y siete|dix-sept|dix sept|siebzehn|diciassette|dezessete|dezassete",
  ],
  [18, "eighteen|dieciocho|diez y ocho|dix-huit|dix huit|achtzehn|diciotto|dezoito"],
  [19, "nineteen|diecinueve|diez y nueve|neunzehn|diciannove|dezenove"],
  [20, "twenty|veinte|vingt|zwanzig|venti|vinte"],
];

/** Long words that are told apart even with one slip; short ones ("trece", "doce") stand one slip from other words. */
const TOLERANT = WORDS.flatMap(([value, words]) =>
  words
    .split("|")
    .filter((word) => word.length >= 7 && /^\p{L}+$/u.test(word))
    .map((word) => [word, value] as const),
);

const VALUES = new Map(
  WORDS.flatMap(([value, words]) => words.split("|").map((word) => [word, String(value)] as const)),
);

const WHOLE_WORDS = new RegExp(
  // "twenty-five" is not twenty, "thirty eight" is not eight; "once" is eleven only after a Spanish word.
  `(?<![\\p{L}\\p{N}])(?<!(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa) y )(?:${[
    ...VALUES.keys(),
  ]
    .sort((one, other) => other.length - one.length)
    .map((word) =>
      word === "once" ? "(?<=(?:tengo|tenga|cumplo|cumpli|cumplir|de|los|mis|con|solo|apenas|soy) )once" : word,
    )
    .join(
      "|",
    )})(?![\\p{L}\\p{N}])(?![ -](?:one|two|three|four|five|six|seven|eight|nine|y (?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))(?!\\p{L}))`,
  "gu",
);

const ONE_SLIP = new Map<string, string>();
for (const [word, value] of TOLERANT) {
  for (const form of [word, heard(word)]) {
    for (const slip of slips(form)) ONE_SLIP.set(slip, String(value));
  }
}

/**
 * Spelled numbers 8..20 of six languages as digits, also with one slip of the pen ("sixten", "diesisiete"), and
 * disguised ones ("l7", "i6", "1 6"). Expects plain form.
 */
export function numbersAsDigits(plain: string): string {
  return plain
    .replace(WHOLE_WORDS, (word) => VALUES.get(word) ?? word)
    .replace(/(?<![\p{L}\p{N}])\p{L}{6,12}(?![\p{L}\p{N}])/gu, (word) => misspelled(word) ?? word)
    .replace(/(?<![\p{L}\p{N}])[li|!]([0-9])(?![\p{L}\p{N}])/gu, "1$1")
    .replace(/(?<!\d[ .,:/-]?)(?<!\p{L})1 ([0-9])(?![\p{L}\p{N}]|[ .,:/-]\d)/gu, "1$1");
}

/** The number a word misses by one letter; by ear and by one letter in Spanish. */
function misspelled(word: string): string | undefined {
  if (!/[tdvxc]/.test(word)) return undefined;
  for (const form of [word, heard(word)]) {
    const own = ONE_SLIP.get(form);
    if (own !== undefined) return own;
    for (const slip of slips(form)) {
      // A deletion that meets a whole word or the same deletion: an added, a lost or a changed letter.
      const value = ONE_SLIP.get(slip);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** Spanish by ear: s, soft c and z sound alike, as do k, hard c and qu. */
function heard(word: string): string {
  return word.replace(/c(?=[ei])|z/g, "s").replace(/qu(?=[ei])|k/g, "c");
}

/** The word with one letter left out, each way; and the word itself. */
function slips(word: string): string[] {
  return [word, ...Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1))];
}
