// People hide words from filters (l33t, look-alike letters, zero-width characters); every word rule reads through here.
import { rememberLast } from "./remember-last.ts";

/** Longest text that word rules read; chat texts and prompts are far shorter. */
const READ_LIMIT = 20_000;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Letters with at most one accent and plain emoji: nothing in them is a form of another sign, or unseen. */
const WESTERN = /^[\x20-\x7e¡¿À-ÖØ-öø-ÿ\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}]*$/u;
const ACCENTED = /[à-öù-ýÿ]/g;
const INVISIBLE = /[\p{Cf}\p{Me}\p{Default_Ignorable_Code_Point}]/gu;
const ACCENTS_BUT_TILDE_N = /(?<!n)\u0303|[\u0300-\u0302\u0304-\u036f]/g;

/** Letters of other alphabets that look Latin (Unicode confusables, the part seen in chats). */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ё: "e",
  ғ: "f",
  ɡ: "g",
  һ: "h",
  н: "h",
  і: "i",
  ї: "i",
  ı: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  п: "n",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  у: "y",
  ц: "u",
  ѵ: "v",
  ѡ: "w",
  х: "x",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  μ: "m",
  ν: "v",
  ο: "o",
  ρ: "p",
  σ: "o",
  τ: "t",
  υ: "u",
  χ: "x",
  ω: "w",
  ɑ: "a",
  ᴀ: "a",
  ʙ: "b",
  ᴄ: "c",
  ᴅ: "d",
  ᴇ: "e",
  ɢ: "g",
  ʜ: "h",
  ɪ: "i",
  ᴊ: "j",
  ᴋ: "k",
  ʟ: "l",
  ᴍ: "m",
  ɴ: "n",
  ᴏ: "o",
  ᴘ: "p",
  ʀ: "r",
  ᴛ: "t",
  ᴜ: "u",
  ᴠ: "v",
  ᴡ: "w",
  ʏ: "y",
  ᴢ: "z",
  ø: "o",
  đ: "d",
  ł: "l",
};

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "g",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "€": "e",
  "!": "i",
  "|": "l",
  "+": "t",
};

const BARE: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("àáâãäåçèéêëìíîïòóôõöùúûüýÿ", (letter) => [letter, letter.normalize("NFD").charAt(0)]),
);

/** Lower case, compatibility forms folded, invisible characters and accents (not ñ) gone, blanks single. */
export function plainForm(text: string): string {
  // Most messages are plain ASCII or nearly: little of them needs folding.
  if (text.length <= READ_LIMIT) {
    const isAscii = PRINTABLE_ASCII.test(text);
    if (isAscii || WESTERN.test(text)) {
      const small = text.toLowerCase();
      const bare = isAscii ? small : small.replace(ACCENTED, (letter) => BARE[letter] ?? letter);
      return bare.replace(/`/g, "'").replace(/ {2,}/g, " ").trim();
    }
  }
  return text
    .slice(0, READ_LIMIT)
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENTS_BUT_TILDE_N, "")
    .normalize("NFC")
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** The ways a text may be read once disguises are undone; the first is the plain form. A rule fires when any reading fits. */
export const readings: (text: string) => readonly string[] = rememberLast((text) => {
  const plain = plainForm(text);
  const latin = undoLookAlikes(plain);
  const joined = joinSpacedLetters(latin);
  const all = new Set([plain, latin, joined]);
  for (const base of latin === joined ? [latin] : [latin, joined]) {
    all.add(undoLeet(base, "i"));
    if (base.includes("1")) all.add(undoLeet(base, "l"));
    if (!STRETCHED.test(base)) continue;
    all.add(squeezeRuns(base, 2)).add(squeezeRuns(base, 1));
  }
  all.add(squeezeRuns(undoLeet(joined, "i"), 1));
  return [...all];
});

/** Letters and digits only, disguises undone: finds words cut by blanks, dots or field borders. */
export function compactForm(text: string): string {
  return undoLeet(undoLookAlikes(plainForm(text)), "i").replace(/[^\p{L}\p{N}]/gu, "");
}

function undoLookAlikes(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(/[^\p{ASCII}]/gu, (letter) => LOOK_ALIKES[letter] ?? letter);
}

/** A token that may read otherwise: it holds such a sign, or ends in one that is no part of it. */
const LEET_TOKEN = /[0-9@$€!|+]|[!?.,](?:$| )/;

function undoLeet(text: string, one: "i" | "l"): string {
  if (!LEET_TOKEN.test(text)) return text;
  return text
    .split(" ")
    .map((token) => {
      if (!LEET_TOKEN.test(token)) return token;
      const core = token.replace(/[!?.,]+$/, "");
      if (!/\p{L}/u.test(core)) return token;
      return core.replace(/[0-9@$€!|+]/g, (sign) => (sign === "1" ? one : (LEET[sign] ?? sign)));
    })
    .join(" ");
}

/** "s c h o o l" and "s.c.h.o.o.l" become one word; three single letters are the least that counts. */
function joinSpacedLetters(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}'])[\p{L}\p{N}](?:[ .\-_*/]+[\p{L}\p{N}](?![\p{L}\p{N}])){2,}/gu, (letters) =>
    letters.replace(/[^\p{L}\p{N}]/gu, ""),
  );
}

export const STRETCHED = /(\p{L})\1\1/u;

/** Only runs of three and more are stretched writing; double letters belong to words ("weeks"). */
function squeezeRuns(text: string, to: 1 | 2): string {
  if (!STRETCHED.test(text)) return text;
  return text.replace(/(\p{L})\1{2,}/gu, (_run, letter: string) => letter.repeat(to));
}
