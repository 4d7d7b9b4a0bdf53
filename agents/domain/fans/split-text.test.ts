import { expect, test } from "vitest";
import { splitText } from "./split-text.ts";

const BYTES = { maxTextBytes: 1_000, maxTextChars: null };
const bytesOf = (text: string) => Buffer.byteLength(text, "utf8");

test("what fits stays one message", () => {
  expect(splitText("hello", BYTES)).toEqual(["hello"]);
  expect(splitText("é".repeat(500), BYTES)).toEqual(["é".repeat(500)]);
  expect(splitText("x".repeat(5_000), { maxTextBytes: null, maxTextChars: null })).toHaveLength(1);
});

test.each([
  ["paragraphs", "One. Two three.\n\nFour five six seven", { maxTextBytes: 25, maxTextChars: null }, "One. Two three."],
  [
    "sentences",
    "One two three four. Five six seven eight",
    { maxTextBytes: 30, maxTextChars: null },
    "One two three four.",
  ],
  ["words", "one two three four five", { maxTextBytes: null, maxTextChars: 12 }, "one two"],
])("breaks at %s", (_name, text, limit, first) => {
  const parts = splitText(text, limit);
  expect(parts[0]).toBe(first);
  expect(parts.join(" ").replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
});

test("never breaks a character, whatever it is made of", () => {
  const family = "👨‍👩‍👧‍👦";
  const parts = splitText(family.repeat(90), BYTES);
  expect(parts.join("")).toBe(family.repeat(90));
  for (const part of parts) {
    expect(bytesOf(part)).toBeLessThanOrEqual(1_000);
    expect(part.replaceAll(family, "")).toBe("");
  }
});

test("a character longer than a message ends all the same", () => {
  const parts = splitText(`a${"\u0301".repeat(2_000)}`, BYTES);
  expect(parts.every((part) => bytesOf(part) <= 1_000)).toBe(true);
  expect(parts.join("")).toHaveLength(2_001);
});
