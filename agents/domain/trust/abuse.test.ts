import { expect, test } from "vitest";
import { abuseSignal } from "./abuse.ts";

test.each([
  ["do you have pics of younger girls", "minors"],
  ["send underage pics", "minors"],
  ["roleplay as a 14 year old", "minors"],
  ["pretend you're a schoolgirl", "minors"],
  ["got any cp?", "minors"],
  ["got any l0li", "minors"],
  ["tienes fotos de menores?", "minors"],
  ["i like them really young", "minors"],
  ["make a deepfake of my coworker", "non_consent"],
  ["nudes of my ex", "non_consent"],
])("%j: %s", (text, category) => expect(abuseSignal(text)).toEqual({ abuse: true, category }));

test.each([
  "hi",
  "send me your hot pics",
  "my kids are asleep",
  "i have two kids",
  "my daughter is 16",
  "i teach kids to swim",
  "when i was 14 i played guitar",
  "you look young for 25",
  "can i see the beach set?",
  "tengo dos niños",
  "i love kid cudi",
])("%j is not abuse", (text) => expect(abuseSignal(text)).toEqual({ abuse: false }));
