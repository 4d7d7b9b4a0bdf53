// A small language for phrases over word lists, so that a rule reads like the sentence it finds.

import type { PatternText } from "./pattern-alternatives.ts";
import { anyFits, type Fits } from "./pattern-index.ts";

export type WordLists = Readonly<Record<string, string>>;

/**
 * Reads phrases as patterns over the words of `chatReadings`.
 * `{list}` one of a list, `{list?}` or none, `{list*}` any number, `{!list}` not after one of it, `{-list}` not before one;
 * `^` begins and `$` ends a clause, ` ~ ` stands for up to three words; all else is a regular expression.
 * A list may name other lists.
 */
export function phrasePatterns(lists: WordLists, phrases: readonly string[]): readonly PatternText[] {
  return phrases.map((phrase) => {
    const source = phrase.startsWith("^")
      ? `(?<!\\S)(?<=^|[,?] )(?:${compiled(phrase.slice(1), lists)})`
      : `(?<!\\S)(?:${compiled(phrase, lists)})`;
    return { source, flags: "u" };
  });
}

/** Whether any of the phrases stands in such words. */
export function phraseRules(lists: WordLists, phrases: readonly string[]): { readonly test: Fits } {
  return { test: anyFits(phrasePatterns(lists, phrases)) };
}

function compiled(phrase: string, lists: WordLists): string {
  const end = phrase.endsWith("$") ? "(?= [,?]|$)" : "(?!\\S)";
  // What must not stand before is whole words: "bueno te dejo" has no "no" before "te dejo".
  const body = phrase.replace(/\$$/, "").replace(/\(\?<!(?=\(\?:[^^])/g, "(?<!(?<!\\S)");
  const [before, rest] = splitBefore(body);
  const words = withLists(rest, lists).replace(/ ~ /g, "(?: [^ ,?]+){0,3} ") + end;
  // Looking back is dear, so it comes last.
  return before === "" ? words : `(?=${words})${withLists(before, lists)}`;
}

/** "{!kept}{stop} me" -> "{!kept}", "{stop} me"; also a plain look-behind at the front. */
function splitBefore(body: string): readonly [before: string, rest: string] {
  const lists = /^(?:\{!\w+\} ?)+/.exec(body)?.[0];
  if (lists !== undefined) return [lists, body.slice(lists.length)];
  if (!/^\(\?<[!=]/.test(body)) return ["", body];
  const close = closingParenthesis(body);
  return [body.slice(0, close + 1), body.slice(close + 1)];
}

function closingParenthesis(body: string): number {
  let depth = 0;
  for (const [at, sign] of [...body].entries()) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a parenthesis is open in ${body}`);
}

function withLists(phrase: string, lists: WordLists): string {
  const optional = phrase.replace(/\{([a-z]\w*)([?*]) ?\} ?/g, (_all, name: string, times: string) => {
    return `(?:(?:${listed(name, lists)}) )${times}`;
  });
  return optional
    .replace(/ ?\{-([a-z]\w*)\}/g, (_all, name: string) => `(?! (?:${listed(name, lists)})(?!\\S))`)
    .replace(/\{!([a-z]\w*)\} ?/g, (_all, name: string) => `(?<!(?<!\\S)(?:${listed(name, lists)}) )`)
    .replace(/\{([a-z]\w*)\}/g, (_all, name: string) => `(?:${listed(name, lists)})`);
}

function listed(name: string, lists: WordLists): string {
  const words = lists[name];
  if (words === undefined) throw new Error(`no word list is called ${name}`);
  return withLists(words, lists);
}
