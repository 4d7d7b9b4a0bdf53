import { expect, test } from "vitest";
import { chatReadings } from "./chat-words.ts";
import { phraseRules } from "./phrase-rules.ts";

const rule = phraseRules({ no: "dont|never", stop: "stop|quit", soft: "please|now" }, [
  "{!no}{stop} {soft*}texting me",
  "^bye {soft?}all$",
]);

test.each([
  ["stop texting me", true],
  ["ok quit please now texting me", true],
  ["dont stop texting me", false],
  ["nonstop texting me", false],
  ["well , bye all , see", true],
  ["say bye all", false],
  ["bye all of it", false],
])("%j fits: %s", (words, fits) => expect(rule.test(words)).toBe(fits));

test("a list that is not there is named", () => {
  expect(() => phraseRules({}, ["{stop} it"])).toThrow("no word list is called stop");
});

test.each([
  ["R u a B0T???", "are you a bot"],
  ["Byeeee!! gotta go", "bye , got to go"],
  ["don\u2019t txt me", "dont text me"],
])("%j is read %j", (text, words) => expect(chatReadings(text, "en")).toContain(words));
