import { expect, test } from "vitest";
import { declaresAdult } from "./adult-declaration.ts";

test.each([
  ["im 25", true],
  ["I'm 34, you?", true],
  ["tengo 40 años", true],
  ["25", true],
  ["yes i'm over 18", true],
  ["soy mayor de edad", true],
  ["im 18", true],
  ["im 17", false],
  ["im 20 minutes away", false],
  ["i have 30 cats", false],
  ["hello", false],
  ["i'm not an adult", false],
  ["12", false],
  ["tengo 30 fotos", false],
])("%j declares an adult: %s", (text, expected) => expect(declaresAdult(text)).toBe(expected));
