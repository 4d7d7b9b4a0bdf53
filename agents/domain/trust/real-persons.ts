// Trust C8: whether a text names a real, well-known person. A name, a look and a picture prompt may not; a liking may.
import { MUSIC_NAMES } from "./real-persons-music.ts";
import { ONLINE_NAMES } from "./real-persons-online.ts";
import { PUBLIC_NAMES } from "./real-persons-public.ts";
import { SCREEN_NAMES } from "./real-persons-screen.ts";
import { OTHER_SCRIPT_NAMES, UNSPACED_NAMES } from "./real-persons-scripts.ts";
import { SPORT_NAMES } from "./real-persons-sport.ts";
import { compactForm, plainForm, readings } from "./text-normal-form.ts";

/** Kept with each verdict; raised with the list. */
export const REAL_PERSON_RULE_VERSION = "2026-11-28";

/** Words of the longest name, its initials included. */
const MOST_WORDS = 4;
/** Written together, a shorter name could be another word. */
const LEAST_JOINED = 9;

const listed = (names: string) =>
  names
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");

const NAMES = [SCREEN_NAMES, MUSIC_NAMES, SPORT_NAMES, PUBLIC_NAMES, ONLINE_NAMES, OTHER_SCRIPT_NAMES].flatMap(listed);
const BY_WORDS = new Map(NAMES.map((name) => [wordsOf(plainForm(name)).join(" "), name]));
const JOINED = new Map(
  [...BY_WORDS]
    .map(([words, name]) => [words.replaceAll(" ", ""), name] as const)
    .filter(([key]) => key.length >= LEAST_JOINED),
);
const UNSPACED = listed(UNSPACED_NAMES).map((name) => [compactForm(name), name] as const);

/**
 * The first known person a text names, by first and last name, also disguised; null when it names none.
 * @param allowed who consented: their own names are no fault
 */
export function namesRealPerson(text: string, allowed: readonly string[] = []): string | null {
  const consented = new Set(allowed.map(keyOf));
  const counts = (name: string | undefined): name is string => name !== undefined && !consented.has(keyOf(name));
  for (const part of text.split(BREAK)) {
    for (const reading of readings(part)) {
      const found = namesIn(wordsOf(reading)).find(counts);
      if (found) return found;
    }
  }
  const compact = compactForm(text);
  return UNSPACED.find(([key, name]) => compact.includes(key) && counts(name))?.[1] ?? null;
}

/** Marks no name goes on across: "Paris, Hilton hotel" is a city. A dot after one letter is an initial's. */
const BREAK = /[,;:()[\]{}"“”«»\r\n]|[!?…](?=\s|$)|(?<=[\p{L}\p{N}]{2})\.(?=\s|$)/u;

function namesIn(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const together = JOINED.get(word.replace(/\d+$/, "")) ?? [];
    const inWords = Array.from(
      { length: MOST_WORDS - 1 },
      (_, more) => BY_WORDS.get(words.slice(index, index + 2 + more).join(" ")) ?? [],
    );
    return [together, ...inWords].flat();
  });
}

const keyOf = (name: string) => wordsOf(plainForm(name)).join(" ");

/** Without what joins or ends a name: hyphens, dots, the English genitive; ñ as people without the key write it. */
function wordsOf(plain: string): string[] {
  return plain
    .replaceAll("ñ", "n")
    .replace(/'s(?![\p{L}\p{N}])/gu, "")
    .replaceAll("'", "")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
}
