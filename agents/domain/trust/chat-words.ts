// A chat message as the phrase rules read it: standard words, one blank between them, clauses parted by "," or "?".
import { type ChatLanguage, STANDARD_WORDS } from "./chat-spelling.ts";
import { rememberLast } from "./remember-last.ts";
import { readings } from "./text-normal-form.ts";

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
  for (const reading of readings(text)) {
    const words = chatWords(reading, language);
    const letters = words.replace(/ ?[,?]/g, "");
    // Undone disguises may lose a question mark; that is no reading of its own.
    if (!found.has(letters)) found.set(letters, words);
  }
  return [...found.values()];
}

function chatWords(plain: string, language: ChatLanguage): string {
  const standard = STANDARD_WORDS[language];
  const words = plain
    .replace(/\ba\s?\.\s?i\b\.?/g, "ai")
    .replace(/\bi\s?\.\s?a\b\.?/g, "ia")
    .replace(/'/g, "")
    .replace(/(?<=\p{L})[-/_](?=\p{L})/gu, " ")
    .replace(/¿/g, " ")
    .replace(/[^\p{L}\p{N}?🤖👋😴💤🌙 ]+/gu, " , ")
    .replace(/\?[?, ]*/g, " ? ")
    .replace(/(?<=[🤖😴💤🌙])|(?=[🤖😴💤🌙])/gu, " ")
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => standardWord(word, standard))
    .join(" ")
    .replace(/^[,?]+ | ,$/g, "");
  return words.replace(JOINS[language], (joined) => JOINED[language][joined] ?? joined);
}

/** "byeeee" is looked up as written, then with the run at two letters, then at one. */
function standardWord(word: string, standard: ReadonlyMap<string, string>): string {
  const found = standard.get(word);
  if (found !== undefined) return found;
  const single = standard.get(word.replace(/(\p{L})\1$/u, "$1"));
  if (single !== undefined && word.length > 3) return single;
  // No Spanish word ends in a doubled letter.
  if (standard === STANDARD_WORDS.es && word.length > 3 && /(\p{L})\1$/u.test(word))
    return standardWord(word.slice(0, -1), standard);
  const short = word.replace(/(\p{L})\1{2,}/gu, "$1$1");
  if (short === word) return word;
  const shortest = word.replace(/(\p{L})\1{2,}/gu, "$1");
  return standard.get(short) ?? standard.get(shortest) ?? shortest;
}
