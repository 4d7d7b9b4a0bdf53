// Commands by what is said: words of their names, summaries and arguments in both languages, typos forgiven.
import { conceptsOf, LEXICON } from "../../graphs/operator/rules/lexicon.ts";
import { plain } from "../../graphs/operator/rules/sentence.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AnyCommand } from "../command.ts";
import { editDistance, type Registry } from "../registry.ts";
import { isForbiddenStep } from "./forbidden-steps.ts";

const IN_NAME = 4;
const IN_SUMMARY = 1;
const SHORTEST = 3;

/** The best first; only what an agent may call. */
export function findCommands(
  registry: Registry,
  text: string,
  language: Language,
  most: number,
): readonly AnyCommand[] {
  const words = wanted(text);
  return registry.list
    .filter(({ name, visibility }) => visibility !== "internal" && !isForbiddenStep(name))
    .map((command) => ({ command, score: scoreOf(command.name, words, language) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .slice(0, most)
    .map(({ command }) => command);
}

/** Words of any request: they name no command. */
const COMMON = new Set("what can you your how who which the and for with que como para con los las una por".split(" "));

/** The words said, with what else people say for the same. */
function wanted(text: string): ReadonlySet<string> {
  const said = plain(text)
    .split(" ")
    .filter((word) => word.length >= SHORTEST && !COMMON.has(word));
  return new Set(said.flatMap((word) => [word, ...conceptsOf(word).flatMap((concept) => LEXICON[concept].split(" "))]));
}

function scoreOf(name: string, words: ReadonlySet<string>, language: Language): number {
  const inName = name.split(".");
  const told = texts(language).commands[name];
  const summary = new Set(plain(`${told?.summary ?? ""} ${texts("en").commands[name]?.summary ?? ""}`).split(" "));
  let score = 0;
  for (const word of words) {
    if (inName.some((part) => part === word || (word.length > 4 && editDistance(part, word) <= 1))) score += IN_NAME;
    else if (summary.has(word)) score += IN_SUMMARY;
  }
  return score;
}
