// A chat message as the phrase rules read it: standard words, one blank between them, clauses parted by "," or "?".
import { type ChatLanguage, STANDARD_WORDS } from "./chat-spelling.ts";
import { anyFits } from "./pattern-index.ts";
import { rememberLast } from "./remember-last.ts";
import { readings, STRETCHED } from "./text-normal-form.ts";

/** Words that are one to the rules. */
const JOINED: Readonly<Record<ChatLanguage, Readonly<Record<string, string>>>> = {
  en: {
    "do not": "dont",
    "can not": "cant",
    cannot: "cant",
    "will not": "wont",
    "is not": "isnt",
    "are not": "arent",
    "i am": "im",
    "you are": "youre",
    "i will": "ill",
    "it is": "its",
    "that is": "thats",
    "who is": "whos",
    "good bye": "goodbye",
    "good night": "goodnight",
    "any more": "anymore",
    "chat chatgpt": "chatgpt",
    "un subscribe": "unsubscribe",
    must_go: "got to go",
    later_talk: "talk later",
    "some one": "someone",
    "c you": "see you",
    "ever again": "again",
  },
  es: {
    "chat chatgpt": "chatgpt",
    "i a": "ia",
    "inteligencia artificial": "ia",
    ai: "ia",
    dejame: "deja me",
    "por por favor": "por favor",
  },
};

const JOINS = {
  en: new RegExp(`(?<!\\S)(?:${Object.keys(JOINED.en).join("|")})(?!\\S)`, "g"),
  es: new RegExp(`(?<!\\S)(?:${Object.keys(JOINED.es).join("|")})(?!\\S)`, "g"),
};

const HOLDS_JOIN = { en: anyFits([JOINS.en]), es: anyFits([JOINS.es]) };

/** Every way the message may be read, disguises undone; most messages have one. */
export function chatReadings(text: string, language: ChatLanguage): readonly string[] {
  return READERS[language](text);
}

/** Three guards read each message one after the other. */
const READERS = {
  en: rememberLast((text: string) => readAnew(text, "en")),
  es: rememberLast((text: string) => readAnew(text, "es")),
};

function readAnew(text: string, language: ChatLanguage): readonly string[] {
  const found = new Map<string, string>();
  for (const parts of partsOf(text)) {
    const words = chatWords(parts, language);
    const letters = words.replace(/ ?[,?]/g, "");
    // Undone disguises may lose a question mark; that is no reading of its own.
    if (!found.has(letters)) found.set(letters, words);
  }
  return [...found.values()];
}

/** What the readings consist of in either language: words as written, commas, question marks, emoji that say something. */
const partsOf = rememberLast((text: string) => readings(text).map(partsOfReading));

const ALL_WORDS = /^[a-zñ0-9 ]*$/;

function partsOfReading(plain: string): readonly string[] {
  const parted = ALL_WORDS.test(plain)
    ? plain
    : plain
        .replace(/\ba\s?\.\s?i\b\.?/g, "ai")
        .replace(/\bi\s?\.\s?a\b\.?/g, "ia")
        .replace(/'/g, "")
        .replace(/(?<=\p{L})[-/_](?=\p{L})/gu, " ")
        .replace(/¿/g, " ")
        .replace(/[^\p{L}\p{N}?🤖👋😴💤🌙 ]+/gu, " , ")
        .replace(/\?[?, ]*/g, " ? ")
        .replace(/[🤖😴💤🌙]/gu, " $& ");
  return parted.split(" ").filter((part) => part !== "");
}

function chatWords(parts: readonly string[], language: ChatLanguage): string {
  const standard = STANDARD_WORDS[language];
  const words = parts
    .map((word) => standardWord(word, standard))
    .join(" ")
    .replace(/^[,?]+ | ,$/g, "");
  if (!HOLDS_JOIN[language](words)) return words;
  return words.replace(JOINS[language], (joined) => JOINED[language][joined] ?? joined);
}

const DOUBLED_END = /(\p{L})\1$/u;

/** "byeeee" is looked up as written, then with the run at two letters, then at one. */
function standardWord(word: string, standard: ReadonlyMap<string, string>): string {
  const found = standard.get(word);
  if (found !== undefined) return found;
  if (word.length > 3 && DOUBLED_END.test(word)) {
    const single = standard.get(word.replace(DOUBLED_END, "$1"));
    if (single !== undefined) return single;
    // No Spanish word ends in a doubled letter.
    if (standard === STANDARD_WORDS.es) return standardWord(word.slice(0, -1), standard);
  }
  if (!STRETCHED.test(word)) return word;
  const short = word.replace(/(\p{L})\1{2,}/gu, "$1$1");
  const shortest = word.replace(/(\p{L})\1{2,}/gu, "$1");
  return standard.get(short) ?? standard.get(shortest) ?? shortest;
}
