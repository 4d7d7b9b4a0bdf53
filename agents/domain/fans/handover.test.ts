import { expect, test } from "vitest";
import { DEFAULT_HANDOVER, type HandoverFacts, handoverReason, isAlarmDue } from "./handover.ts";
import { isForeign } from "./language.ts";

const calm: HandoverFacts = {
  intent: "casual_chat",
  isDoubtful: false,
  isAgeInDoubt: false,
  failures: 0,
  spentCents: 0,
  knownSpender: false,
  isForeign: false,
  leftToPeople: false,
};

test.each([
  ["nothing special", {}, null],
  ["a crisis", { intent: "crisis" }, "crisis"],
  ["what only sounds like a crisis", { intent: "crisis", isDoubtful: true }, "crisis_doubt"],
  ["who is a minor is locked, not handed over", { intent: "minor" }, null],
  ["who only sounds like a minor", { intent: "minor", isDoubtful: true }, "age_doubt"],
  ["an age in doubt, whatever they say now", { isAgeInDoubt: true }, "age_doubt"],
  ["who asks for a person", { intent: "human_request" }, "asked_for_human"],
  ["a complaint, whatever was spent", { intent: "complaint", spentCents: 90_000 }, "complaint"],
  ["three failures in a row", { failures: 3 }, "repeated_failure"],
  ["exactly the limit", { spentCents: 50_000 }, "high_spender"],
  ["a cent less", { spentCents: 49_999 }, null],
  ["who was handed over for it before", { spentCents: 90_000, knownSpender: true }, null],
  ["what a rule leaves to people", { leftToPeople: true }, "left_to_people"],
  ["a language nobody here writes", { isForeign: true }, "unknown_language"],
  ["the question whether this is a bot is answered first", { intent: "bot_question", spentCents: 90_000 }, null],
  ["a goodbye stays one", { intent: "farewell", leftToPeople: true }, null],
] as const)("%s", (_name, change, reason) => {
  expect(handoverReason({ ...calm, ...change }, DEFAULT_HANDOVER)).toBe(reason);
});

test.each([
  ["привет, как твои дела?", true],
  ["こんにちは、元気ですか", true],
  ["ich finde deine Bilder wirklich sehr schön und wunderbar gemacht", true],
  ["hey, love this 😍", false],
  ["hola guapa, ¿qué tal?", false],
  ["ok", false],
  ["😍😍😍😍😍😍😍", false],
  ["Ольга", false],
])("%j is foreign: %s", (text, expected) => {
  expect(isForeign(text)).toBe(expected);
});

test.each([
  [0, 29, false],
  [0, 30, true],
  [1, 59, false],
  [1, 60, true],
  [2, 10_000, false],
])("after %d reminders, %d minutes of waiting are due: %s", (alarms, minutes, due) => {
  const waitingSince = new Date("2026-11-24T12:00:00Z");
  const now = new Date(waitingSince.getTime() + minutes * 60_000);
  expect(isAlarmDue({ waitingSince, alarms }, 30, now)).toBe(due);
});
