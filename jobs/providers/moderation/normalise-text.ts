// Words as a lexicon can find them, whatever was done to hide them: accents, zero-width marks, digits for letters, spacing.
import { createHash } from "node:crypto";

const LETTER_FOR: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "i",
};
const HASH_LENGTH = 12;

/** Lower-case words without accents; "s3 x y" style spacing is joined, letters said thrice or more are said once. */
export function normalisedWords(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]+/gu, "")
    .toLowerCase()
    .replace(/(?<=\p{L})[013457@$!|]|[013457@$!|](?=\p{L})/gu, (mark) => LETTER_FOR[mark] ?? mark)
    .replace(/(\p{L})\1{2,}/gu, "$1");
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return joinSpacedLetters(words);
}

/** Three or more single letters in a row are one hidden word. */
function joinSpacedLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let letters: string[] = [];
  const flush = () => {
    if (letters.length >= 3) joined.push(letters.map((letter) => LETTER_FOR[letter] ?? letter).join(""));
    else joined.push(...letters);
    letters = [];
  };
  for (const word of words) {
    if (word.length === 1) {
      letters.push(word);
      continue;
    }
    flush();
    joined.push(word);
  }
  flush();
  return joined;
}

/** A word without the endings that English and Spanish put on it. Crude, but the lexicon was made with it too. */
function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/, "");
  return word
    .replace(/(ing|ings|ed|er|ers|ies|y|es|s|ando|iendo|ado|ada|ados|adas|itos|itas|ito|ita)$/, "")
    .replace(/[aeo]$/, "");
}

/** How a term stands in the lexicon: the beginning of the SHA-256 of its stems. */
export function termHash(words: readonly string[]): string {
  return createHash("sha256").update(words.map(stem).join(" ")).digest("hex").slice(0, HASH_LENGTH);
}
