import { expect, test } from "vitest";
import { detectLanguage } from "./language.ts";

test.each([
  ["hola guapa, ¿cómo estás?", "es"],
  ["cuánto cuesta el pack", "es"],
  ["quiero ver más fotos", "es"],
  ["eres un robot?", "es"],
  ["gracias amor", "es"],
  ["hi how are you", "en"],
  ["how much for the pics", "en"],
  ["are you real", "en"],
  ["love your new post", "en"],
] as const)("%j is %s", (text, expected) => {
  expect(detectLanguage(text, expected === "en" ? "es" : "en")).toBe(expected);
});

test("what says nothing changes nothing", () => {
  expect(detectLanguage("ok 👍", "es")).toBe("es");
  expect(detectLanguage("😍😍", "en")).toBe("en");
});
