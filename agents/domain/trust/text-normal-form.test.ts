import { describe, expect, test } from "vitest";
import { compactForm, plainForm, readings } from "./text-normal-form.ts";

describe("plain form", () => {
  test.each([
    ["  Hola   ÁRBOL ", "hola arbol"],
    ["niña años", "niña años"],
    ["se\u200bven\u200dteen", "seventeen"],
    ["ｓｅｖｅｎｔｅｅｎ", "seventeen"],
    ["𝓼𝓮𝓿𝓮𝓷", "seven"],
    ["I’m", "i'm"],
    ["1️⃣6️⃣", "16"],
    ["z̷͝a̵l̶g̸o̴", "zalgo"],
  ])("%j -> %j", (text, expected) => expect(plainForm(text)).toBe(expected));
});

describe("readings", () => {
  test.each([
    ["sch00l", "school"],
    ["sсhооl", "school"],
    ["s c h o o l", "school"],
    ["s.c.h.o.o.l", "school"],
    ["schoooool", "school"],
    ["$even", "seven"],
    ["b0t", "bot"],
    ["1o1i", "loli"],
  ])("%j can be read as %j", (text, expected) => expect(readings(text)).toContain(expected));

  test("a pure number stays a number in every reading", () => {
    expect(readings("16")).toEqual(["16"]);
  });
});

test("compact form crosses blanks and signs", () => {
  expect(compactForm("Seven - teen")).toBe("seventeen");
});
