import { expect, test } from "vitest";
import { spokenForm } from "./voice-note.ts";

const all = { voicePercent: 100, answersVoice: false };
const back = { voicePercent: 0, answersVoice: true };
const casual = { text: "Morning! ☀️ How did you sleep?", language: "en", intent: "casual_chat", heardKinds: ["text"] };
const always = () => 0;

test("short small talk is spoken, as often as is set", () => {
  expect(spokenForm(all, casual, always)).toBe("Morning! How did you sleep?");
  expect(spokenForm({ ...all, voicePercent: 0 }, casual, always)).toBeNull();
  expect(spokenForm({ ...all, voicePercent: 30 }, casual, () => 0.29)).not.toBeNull();
  expect(spokenForm({ ...all, voicePercent: 30 }, casual, () => 0.3)).toBeNull();
});

test.each([
  ["long", { text: "word ".repeat(60) }],
  ["about money", { intent: "purchase_intent" }],
  ["with a link", { text: "Look: https://example.com" }],
  ["without a word", { text: "😊😊" }],
])("what is %s stays text", (_what, change) => {
  expect(spokenForm(all, { ...casual, ...change }, always)).toBeNull();
});

test("a voice note is answered by one where that is set, whatever it is about", () => {
  const asked = { ...casual, intent: "question", heardKinds: ["text", "voice"] };
  expect(spokenForm(back, asked, () => 0.99)).not.toBeNull();
  expect(spokenForm(back, { ...asked, heardKinds: ["text"] }, always)).toBeNull();
  expect(spokenForm(all, asked, always)).toBeNull();
});
