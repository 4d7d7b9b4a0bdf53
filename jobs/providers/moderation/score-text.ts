// Scores a text by the lexicon. Coarse on purpose: it errs on the side of a person having a look.
import type { ModerationScores } from "../../../agents/ports/moderator.ts";
import { LEXICON, type LexiconCategory, TERM_MAX_WORDS } from "./lexicon.ts";
import { normalisedWords, termHash } from "./normalise-text.ts";

type Category = keyof ModerationScores;
const CATEGORIES: readonly Category[] = ["sexual", "sexual/minors", "violence", "hate", "self-harm", "harassment"];
/** Examined and nothing found. */
const QUIET_SCORE = 0.000_5;
const HIGHEST_SCORE = 0.99;
const MILD_BELOW = 0.5;
const MILD_CEILING = 0.55;
/** From here on a sexual text may not mention children or a young age at all. */
const SEXUAL_CONTEXT_FROM = 0.3;
const MINOR_IN_SEXUAL_CONTEXT = 0.95;
const ADULT_FROM_YEARS = 18;

interface Term {
  readonly category: LexiconCategory;
  readonly score: number;
}

let index: ReadonlyMap<string, Term> | undefined;

function buildIndex(): ReadonlyMap<string, Term> {
  const entries = Object.entries(LEXICON) as [LexiconCategory, (typeof LEXICON)[LexiconCategory]][];
  return new Map(
    entries.flatMap(([category, groups]) =>
      groups.flatMap(({ score, terms }) => terms.split(" ").map((hash): [string, Term] => [hash, { category, score }])),
    ),
  );
}

/** Every term found, each distinct one once. */
function findTerms(words: readonly string[]): Term[] {
  index ??= buildIndex();
  const found = new Map<string, Term>();
  for (let start = 0; start < words.length; start += 1) {
    for (let length = 1; length <= TERM_MAX_WORDS && start + length <= words.length; length += 1) {
      const hash = termHash(words.slice(start, start + length));
      const term = index.get(hash);
      if (term) found.set(hash, term);
    }
  }
  return [...found.values()];
}

/** "17", "17yo", "16 años": a number that reads as a minor's age beside words of age. */
function namesYoungAge(text: string): boolean {
  const ages = text.matchAll(/\b(\d{1,2})\s*[- ]?\s*(?:yo\b|y\/o|years?[ -]old|yrs?\b|años|anos)/giu);
  return [...ages].some(([, years]) => Number(years) < ADULT_FROM_YEARS);
}

const together = (terms: readonly Term[]) => 1 - terms.reduce((left, { score }) => left * (1 - score), 1);

/** Terms add up (1 - product of 1 - score), but mild ones alone never beyond the ceiling: ten soft words are not a hard one. */
function combine(terms: readonly Term[], category: LexiconCategory): number {
  const own = terms.filter((term) => term.category === category);
  const mild = Math.min(MILD_CEILING, together(own.filter(({ score }) => score < MILD_BELOW)));
  const strong = together(own.filter(({ score }) => score >= MILD_BELOW));
  return Math.min(HIGHEST_SCORE, Math.max(QUIET_SCORE, mild, strong));
}

/** The dance, the ships' signals and what is cooked with: their normal form is that of another word. */
const HARMLESS = /(?<![\p{L}\p{N}])(?:tangos?|horns?|spic(?:e[ds]?|y|ier))(?![\p{L}\p{N}])/giu;

export function scoreText(text: string): ModerationScores {
  const words = normalisedWords(text.replace(HARMLESS, " "));
  const terms = findTerms(words);
  const scores: Partial<Record<Category, number>> = {};
  for (const category of CATEGORIES) scores[category] = Number(combine(terms, category).toFixed(4));
  const mentionsChild = terms.some(({ category }) => category === "minor") || namesYoungAge(text);
  if (mentionsChild && (scores.sexual ?? 0) >= SEXUAL_CONTEXT_FROM) scores["sexual/minors"] = MINOR_IN_SEXUAL_CONTEXT;
  return scores;
}
