import { expect, test } from "vitest";
import { AvatarVoice, voiceOf } from "./voice.ts";

const offered = [
  { id: "george", gender: "male" },
  { id: "elvira", gender: "female", languages: ["es"] },
  { id: "ava", gender: "female", languages: ["en"] },
];

test("the chosen voice stays; else the first of her gender that speaks the language, else any that does", () => {
  const voice = AvatarVoice.parse({});
  expect(voiceOf(voice, "azure-speech", offered, "es")).toBe("elvira");
  expect(voiceOf(voice, "azure-speech", offered, "en")).toBe("ava");
  expect(voiceOf(voice, "azure-speech", offered, "fr")).toBe("george");
  expect(voiceOf({ ...voice, chosen: { "azure-speech": "mine" } }, "azure-speech", offered, "fr")).toBe("mine");
  expect(voiceOf(voice, "azure-speech", [], "en")).toBeNull();
});
