// People hide words from filters (l33t, look-alike letters, zero-width characters); every word rule reads through here.

/** Longest text that word rules read; chat texts and prompts are far shorter. */
const READ_LIMIT = 20_000;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
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

/** Lower case, compatibility forms folded, invisible characters and accents (not ñ) gone, blanks single. */
export function plainForm(text: string): string {
  // Most messages are plain ASCII: nothing of them needs folding.
  if (text.length <= READ_LIMIT && PRINTABLE_ASCII.test(text)) {
    return text.toLowerCase().replace(/`/g, "'").replace(/ {2,}/g, " ").trim();
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
export function readings(text: string): readonly string[] {
  const plain = plainForm(text);
  const latin = undoLookAlikes(plain);
  const joined = joinSpacedLetters(latin);
  const all = [plain, latin, joined];
  for (const base of [latin, joined]) {
    all.push(undoLeet(base, "i"), undoLeet(base, "l"), squeezeRuns(base, 2), squeezeRuns(base, 1));
  }
  all.push(squeezeRuns(undoLeet(joined, "i"), 1));
  return [...new Set(all)];
}

/** Letters and digits only, disguises undone: finds words cut by blanks, dots or field borders. */
export function compactForm(text: string): string {
  return undoLeet(undoLookAlikes(plainForm(text)), "i").replace(/[^\p{L}\p{N}]/gu, "");
}

function undoLookAlikes(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) => LOOK_ALIKES[letter] ?? letter);
}

function undoLeet(text: string, one: "i" | "l"): string {
  return text
    .split(" ")
    .map((token) => {
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

/** Only runs of three and more are stretched writing; double letters belong to words ("weeks"). */
function squeezeRuns(text: string, to: 1 | 2): string {
  return text.replace(/(\p{L})\1{2,}/gu, (_run, letter: string) => letter.repeat(to));
}
