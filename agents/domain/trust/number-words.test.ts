import { expect, test } from "vitest";
import { numbersAsDigits } from "./number-words.ts";

test.each([
  ["im sixteen", "im 16"],
  ["im sixten", "im 16"],
  ["tengo diesisiete", "tengo 17"],
  ["tengo once", "tengo 11"],
  ["once im 18", "once im 18"],
  ["thirty eight", "thirty eight"],
  ["treinta y ocho", "treinta y ocho"],
  ["seventy sixteenth fortune", "seventy sixteenth fortune"],
  ["im 1 6", "im 16"],
  ["l7", "17"],
])("%j with digits is %j", (text, expected) => expect(numbersAsDigits(text)).toBe(expected));
