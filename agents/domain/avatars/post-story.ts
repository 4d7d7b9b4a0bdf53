// What a post tells of an avatar's day, by rules: what the picture shows and the first thing its caption states.
import { placesNamedIn } from "./drafting/places.ts";

/** Of a statement in a calendar's line. */
const LONGEST_STATEMENT = 90;
const FEWEST_WORDS = 3;

export interface PostStory {
  readonly what: string;
  readonly place: string | null;
}

/** @param theme such as "Beach: sunrise walk" */
export function postStory(theme: string, caption: string): PostStory {
  const statement = statementIn(caption);
  return {
    what: statement === null ? theme : `${theme} (“${statement}”)`,
    place: placesNamedIn(caption)[0]?.words.en.city ?? null,
  };
}

/** Questions, tags and links tell nothing. */
function statementIn(caption: string): string | null {
  const plain = caption
    .replace(/https?:\/\/\S+/gu, " ")
    .replace(/[#@][\p{L}\p{N}_.]+/gu, " ")
    .replace(/\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu, " ")
    .replace(/[“”"]/gu, "");
  const sentences = plain.split(/(?<=[.!?…])\s+|\n+/u).map((sentence) => sentence.replace(/\s+/gu, " ").trim());
  const tells = (sentence: string) =>
    !sentence.includes("?") &&
    sentence.length <= LONGEST_STATEMENT &&
    (sentence.match(/[\p{L}\p{N}]+/gu) ?? []).length >= FEWEST_WORDS;
  return sentences.find(tells)?.replace(/[.!…]+$/u, "") ?? null;
}
