import { expect, test } from "vitest";
import { standardWords } from "./chat-slang.ts";

test.each([
  ["im 16 rn", "i am 16 right now"],
  ["i dont wanna live", "i do not want to live"],
  ["ya no kiero vivir", "ya no quiero vivir"],
  ["toy en 3ro de secu", "estoy en tercero de secundaria"],
  ["tngo 15 anos", "tengo 15 años"],
  ["killmyself", "kill myself"],
  ["hello there, how are you", "hello there, how are you"],
])("%j in standard words is %j", (text, expected) => expect(standardWords(text)).toBe(expected));
