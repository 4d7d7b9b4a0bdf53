// Words that occur nowhere else: one for each door through which something of a fan can come in. From the seed.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";

/** Kept somewhere until the fan is erased; see play.ts for how each comes in. */
export const KEPT_DOORS = [
  "name",
  "notes",
  "message",
  "edit",
  "draft",
  "memory",
  "operator",
  "takeover",
  "brief",
  "button",
  "offer",
  "gallery",
] as const;
/** Of these the product keeps nothing at all, or refuses it when it comes. */
export const UNKEPT_DOORS = ["attachment", "unedited", "late"] as const;
/** What the fan gets to see of it in an export; the others are links and notes of operators. */
export const EXPORTED_DOORS = ["name", "notes", "message", "edit", "draft", "memory", "operator", "takeover"] as const;

export type Door = (typeof KEPT_DOORS)[number] | (typeof UNKEPT_DOORS)[number];
type Canaries = Readonly<Record<Door, string>>;

export interface Cast {
  /** Erased after everything. */
  readonly ann: Person;
  /** Stays. */
  readonly bob: Person;
  /** Erased while a model thinks about an answer. */
  readonly cal: Person;
  /** Erased with a minor lock. */
  readonly dan: Person;
}

export interface Person {
  /** The platform's id. */
  readonly id: string;
  readonly words: Canaries;
}

export function castFrom(seed: number): Cast {
  const random = seededRandom(seed);
  const person = (): Person => ({ id: digits(random), words: wordsFrom(random) });
  return { ann: person(), bob: person(), cal: person(), dan: person() };
}

function wordsFrom(random: Random): Canaries {
  const doors: readonly Door[] = [...KEPT_DOORS, ...UNKEPT_DOORS];
  return Object.fromEntries(doors.map((door) => [door, newWord(random)])) as Record<Door, string>;
}

const SYLLABLES = 8;

/** Sixteen letters nobody says by chance: "vokurimatesobagi". */
function newWord(random: Random): string {
  const pick = (letters: string) => letters[Math.floor(random() * letters.length)] ?? "";
  return Array.from({ length: SYLLABLES }, () => pick("bdfgkmprtvz") + pick("aeiou")).join("");
}

function digits(random: Random): string {
  return `7${Array.from({ length: 16 }, () => Math.floor(random() * 10)).join("")}`;
}
