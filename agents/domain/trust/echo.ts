// A fan's text is data: an answer that only says it back lets the fan put words into the avatar's mouth (trust T7).
import { hiddenTexts } from "./hidden-text.ts";
import { plainForm } from "./text-normal-form.ts";

/** Shorter answers ("good morning") are said back by anybody. */
const FEWEST_WORDS = 3;
/** So many words in a row are never said back by chance. */
const LONG_RUN = 8;
/** This share of an answer, in one run, makes it the fan's and not the avatar's. */
const ECHO_SHARE = 0.6;

/** @param heard the messages that are answered, each by itself */
export function isEcho(answer: string, heard: readonly string[]): boolean {
  const said = wordsOf(answer);
  if (said.length < FEWEST_WORDS) return false;
  return heard
    .flatMap((text) => [text, ...hiddenTexts(text)])
    .map(wordsOf)
    .some((words) => {
      const run = longestRun(said, words);
      return run >= LONG_RUN || (run >= FEWEST_WORDS && run / said.length >= ECHO_SHARE);
    });
}

function wordsOf(text: string): string[] {
  return plainForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words in a row that stand in both; bounded by the length of a message. */
function longestRun(left: readonly string[], right: readonly string[]): number {
  let longest = 0;
  let above: number[] = [];
  for (const word of left) {
    const row = right.map((other, index) => (word === other ? (above[index - 1] ?? 0) + 1 : 0));
    longest = Math.max(longest, ...row);
    above = row;
  }
  return longest;
}
