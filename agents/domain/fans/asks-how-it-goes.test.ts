import { expect, test } from "vitest";
import { asksHowItGoes } from "./asks-how-it-goes.ts";

test.each([
  ["Hi Luna! How is your day going?", true],
  ["how's it going", true],
  ["¡Hola! ¿Cómo va tu día?", true],
  ["hola, qué tal?", true],
  ["how much is the pack?", false],
  ["how are your pictures made?", false],
  ["¿qué tal si quedamos?", false],
  ["¿cómo se llama tu perro?", false],
])("%j: %s", (text, asked) => {
  expect(asksHowItGoes(text)).toBe(asked);
});
