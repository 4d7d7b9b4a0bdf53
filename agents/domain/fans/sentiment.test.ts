import { expect, test } from "vitest";
import { sentimentAverage, sentimentOf } from "./sentiment.ts";

test.each([
  ["en", "i love your pictures, you are amazing", 1],
  ["en", "this is terrible, i want my money back", -1],
  ["en", "not good at all", -1],
  ["es", "me encantan tus fotos, eres preciosa", 1],
  ["es", "tus fotos son preciosas, son geniales", 1],
  ["es", "esto es horrible, una estafa", -1],
  ["es", "no está nada bien", -1],
  ["es", "no me gusta", -1],
  ["es", "muchas gracias, qué linda", 1],
] as const)("%s %j leans to %d", (language, text, sign) => {
  expect(Math.sign(sentimentOf(text, language))).toBe(sign);
});

test("values stay within -1..1 and a neutral text is 0", () => {
  expect(sentimentOf("el tren sale a las ocho", "es")).toBe(0);
  expect(Math.abs(sentimentOf("horrible ".repeat(50), "es"))).toBeLessThan(1);
});

test("the average is .8 old and .2 new", () => {
  expect(sentimentAverage(null, 0.5)).toBe(0.5);
  expect(sentimentAverage(0.5, -0.5)).toBeCloseTo(0.3, 10);
});
