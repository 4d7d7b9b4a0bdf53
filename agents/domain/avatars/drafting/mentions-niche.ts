// Whether a text has to do with a niche: by the words that point to it, or any its own likings are put in.
import { plain, wordMatches } from "./brief.ts";
import { NICHE_WORDS } from "./niche-words.ts";
import { NICHES_EN } from "./niches-en.ts";
import { NICHES_ES } from "./niches-es.ts";

/** Shorter words belong to every niche. */
const LEAST_LETTERS = 4;

/** A niche without words of its own ("lifestyle", or one the operator made up) is in every text. */
export function mentionsNiche(text: string, niche: string): boolean {
  const known = (Object.keys(NICHE_WORDS) as (keyof typeof NICHE_WORDS)[]).find((name) => name === niche);
  if (known === undefined) return true;
  const own = [NICHES_EN[known], NICHES_ES[known]].flatMap(({ interests }) => plain(interests).split(" "));
  const rules = [...NICHE_WORDS[known].split(" "), ...own.filter((word) => word.length >= LEAST_LETTERS)];
  return plain(text)
    .split(" ")
    .some((word) => rules.some((rule) => wordMatches(word, rule)));
}
