import { expect, test } from "vitest";
import { carriesDisclosure, withDisclosure } from "./caption-disclosure.ts";

const MARKS = ["AI-generated", "Generado con IA"];

test.each([
  ["Sea air first. AI-generated", true],
  ["sea air\nGENERADO CON IA", true],
  ["Sábado ☀️ #AIGenerated", true],
  ["coffee #AIGeneratedNot", false],
  ["I love AI, generated or not", false],
  ["", false],
])("%j: says it is %s", (caption, expected) => {
  expect(carriesDisclosure(caption, MARKS)).toBe(expected);
});

test("the mark is added once, and stands alone where there is no caption", () => {
  const marked = withDisclosure("Sea air", "Generado con IA", MARKS);
  expect(marked).toBe("Sea air\n\nGenerado con IA");
  expect(withDisclosure(marked, "AI-generated", MARKS)).toBe(marked);
  expect(withDisclosure(" ", "AI-generated", MARKS)).toBe("AI-generated");
});
