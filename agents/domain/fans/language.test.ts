import { expect, test } from "vitest";
import { detectLanguage, isClearlyNotIn } from "./language.ts";

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

test.each([
  ["en", "Me encanta que me lo preguntes, ¿qué tal tu día?"],
  ["en", "Hoy quiero ver la playa y el mar con una foto"],
  ["es", "That is so nice of you, what are you doing this evening?"],
  ["en", "Как твои дела, расскажи мне всё"],
  ["es", "Ich habe heute wirklich sehr lange geschlafen und danach draußen gemütlich gefrühstückt"],
] as const)("not %s: %j", (wanted, text) => expect(isClearlyNotIn(wanted, text)).toBe(true));

test.each([
  ["en", "Hola!"],
  ["en", "Salt first, maps second"],
  ["en", "Casa de la Playa is where the new set was made, and I love it."],
  ["en", "😍😍"],
  ["es", "jaja ok"],
  ["es", "Love it"],
  ["es", "¡Vale! Me gusta mucho esa canción, The Sound of Silence."],
] as const)("may be %s: %j", (wanted, text) => expect(isClearlyNotIn(wanted, text)).toBe(false));
