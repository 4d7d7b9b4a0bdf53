import { expect, test } from "vitest";
import { asksForLinkCode, linkCodeIn, makeLinkCode } from "./link-code.ts";

test("a code is four letters without vowels and four digits, and is found again in our own words", () => {
  const code = makeLinkCode(Uint8Array.from([0, 18, 19, 255, 1, 12, 123, 250]));
  expect(code).toMatch(/^[B-DF-HJ-KM-NP-TV-XZ]{4}-\d{4}$/);
  expect(linkCodeIn(`Your code: link code ${code}\nWrite exactly that`)).toBe(code);
});

test.each([
  ["link code BCDF-1234", "BCDF-1234"],
  ["Link code: bcdf-1234 here", "BCDF-1234"],
  ["link code BCDF – 1234", "BCDF-1234"],
  ["link code BCDF-12345", null],
  ["my code is BCDF-1234", null],
  ["link code please", null],
])("%s -> %s", (text, code) => {
  expect(linkCodeIn(text)).toBe(code);
});

test.each([
  "can you give me a link code?",
  "I want to link my telegram",
  "please link my accounts",
  "dame un código de enlace",
  "quiero vincular mis cuentas",
])("%s asks for one", (text) => {
  expect(asksForLinkCode(text)).toBe(true);
});

test.each([
  "link code BCDF-1234",
  "send me the link",
  "what's your telegram?",
  "discount code please",
  "manda el enlace",
])("%s asks for none", (text) => {
  expect(asksForLinkCode(text)).toBe(false);
});
