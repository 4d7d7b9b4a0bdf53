// Ages are also spelled out; age rules read digits only, so words become digits first.

const WORDS: readonly (readonly [number, string])[] = [
  [8, "eight|ocho"],
  [9, "nine|nueve"],
  [10, "ten|diez"],
  [11, "eleven|once"],
  [12, "twelve|doce|douze|zwolf|dodici|doze"],
  [13, "thirteen|trece|treize|dreizehn|tredici|treze"],
  [14, "fourteen|catorce|quatorze|vierzehn|quattordici|catorze"],
  [15, "fifteen|quince|quinze|funfzehn|quindici"],
  [16, "sixteen|dieciseis|diez y seis|seize|sechzehn|sedici|dezesseis|dezasseis"],
  [17, "seventeen|diecisiete|diez y siete|dix-sept|dix sept|siebzehn|diciassette|dezessete|dezassete"],
  [18, "eighteen|dieciocho|diez y ocho|dix-huit|dix huit|achtzehn|diciotto|dezoito"],
  [19, "nineteen|diecinueve|diez y nueve|neunzehn|diciannove|dezenove"],
  [20, "twenty|veinte|vingt|zwanzig|venti|vinte"],
];

const WORD_PATTERNS = [...WORDS].reverse().map(([value, words]) => ({
  // "twenty-five" is not twenty, "veinticinco" is one word.
  pattern: new RegExp(`\\b(?:${words})\\b(?![ -](?:one|two|three|four|five|six|seven|eight|nine|y)\\b)`, "g"),
  digits: String(value),
}));

/** Spelled numbers 8..20 of six languages as digits, and disguised ones ("l7", "i6", "1z"). Expects plain form. */
export function numbersAsDigits(plain: string): string {
  const digits = WORD_PATTERNS.reduce((text, word) => text.replace(word.pattern, word.digits), plain);
  return digits.replace(/(?<![\p{L}\p{N}])[li|!]([0-9])(?![\p{L}\p{N}])/gu, "1$1");
}
