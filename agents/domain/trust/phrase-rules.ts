// A small language for phrases over word lists, so that a rule reads like the sentence it finds.

export type WordLists = Readonly<Record<string, string>>;

/**
 * Compiles phrases into one pattern over the words of `chatReadings`.
 * `{list}` one of a list, `{list?}` or none, `{list*}` any number, `{!list}` not after one of it, `{-list}` not before one;
 * `^` begins and `$` ends a clause, ` ~ ` stands for up to three words; all else is a regular expression.
 * A list may name other lists.
 */
export function phraseRules(lists: WordLists, phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => `(?:${compiled(phrase, lists)})`).join("|"), "u");
}

function compiled(phrase: string, lists: WordLists): string {
  const start = phrase.startsWith("^") ? "(?<=^|[,?] )" : "(?<!\\S)";
  const end = phrase.endsWith("$") ? "(?= [,?]|$)" : "(?!\\S)";
  const body = phrase.replace(/^\^/, "").replace(/\$$/, "");
  return start + withLists(body, lists).replace(/ ~ /g, "(?: [^ ,?]+){0,3} ") + end;
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
