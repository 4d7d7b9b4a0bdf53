import { expect, test } from "vitest";
import { readLines } from "../../../scripts/prove/guards/lines.ts";
import { CRISIS_RULES } from "./crisis-rules.ts";
import { alternativesOf } from "./pattern-alternatives.ts";
import { anyFits, whichFit } from "./pattern-index.ts";
import { literalsOf } from "./pattern-literals.ts";
import { phrasePatterns } from "./phrase-rules.ts";
import { plainForm } from "./text-normal-form.ts";

const literals = (pattern: RegExp) => literalsOf(pattern, new Map())?.toSorted() ?? null;

test.each([
  [/\b(?:stop|quit) (?:\w+ )?texting me\b/u, ["texting me"]],
  [/(?<!not )(?:pills?|rope)$/u, ["pill", "rope"]],
  [/(?=.*bottle)whole/, ["bottle"]],
  [/(?:a|the) bridge/, ["a bridge", "the bridge"]],
  [/Caf[ée]/iu, ["cafe", "café"]],
  [/soo+n/, ["soo"]],
  [/1[0-7] ?[%$]/, ["10", "11", "12", "13", "14", "15", "16", "17"]],
])("%s needs %j", (pattern, needed) => {
  const found = literals(pattern);
  expect(found?.every((literal) => needed.some((each) => literal.includes(each)))).toBe(true);
  expect(found).not.toEqual([]);
});

test.each([[/\p{L}+/u], [/(?:please)?/], [/[^a]b?/], [/(?:\u0041|b)/]])("%s needs nothing that is sure", (pattern) => {
  expect(literals(pattern)).toBeNull();
});

test("alternatives that stand between the same borders are taken one by one", () => {
  expect(alternativesOf(/\b(?:one|(?:two|three) more)(?!\S)/g).map(({ source }) => source)).toEqual([
    "\\b(?:one)(?!\\S)",
    "\\b(?:(?:two|three) more)(?!\\S)",
  ]);
  expect(alternativesOf(/(a|b)\1/).map(({ source }) => source)).toEqual(["(a|b)\\1"]);
});

test("letters that a pattern takes for one another are found", () => {
  expect(anyFits([/ask/iu])("AſK")).toBe(true);
});

test("each name is told once, whichever of its patterns fit", () => {
  const fitting = whichFit([
    ["greeting", [/\bhello\b/, /\bhey\b/]],
    ["leave", [/\bbye\b/]],
    ["digit", [/\d/]],
  ]);
  expect([...fitting("hey hello, room 7")].sort()).toEqual(["digit", "greeting"]);
  expect(fitting("")).toEqual(new Set());
});

test("finds in real lines what trying every pattern finds", async () => {
  const lists = { no: "dont|never", stop: "stop|quit|deja de", me: "me|us|nos" };
  const phrases = phrasePatterns(lists, ["{!no}{stop} ~ {me}", "^bye {me?}$", "{stop} (?:texting|escribir)\\p{L}*"]);
  const rules = [
    ...CRISIS_RULES.map((rule, index) => [`crisis ${index}`, rule.patterns] as const),
    ["phrases", phrases] as const,
    ["caseless", [/(?:how|what) (?:much|about).{0,9}(?:it|you)/iu, /\bQU[EÉ] tal\b/iu]] as const,
    ["marks", [/[?!]{2}|\d{2}/, /^\S+$/]] as const,
  ];
  const which = whichFit(rules);
  const plain = rules.map(([name, patterns]) => ({
    name,
    patterns: patterns.map(({ source, flags }) => new RegExp(source, flags)),
  }));
  for (const { text } of (await readLines(null)).filter((_line, at) => at % 25 === 0)) {
    for (const read of [text, plainForm(text)]) {
      const tried = plain.filter(({ patterns }) => patterns.some((pattern) => pattern.test(read)));
      expect([...which(read)].sort(), read).toEqual(tried.map(({ name }) => name).sort());
    }
  }
});
