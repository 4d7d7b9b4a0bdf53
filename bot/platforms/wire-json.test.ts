import { expect, it } from "vitest";
import { parseWireJson } from "./wire-json.ts";

it.each([
  ['{"ids":[7527012345678901234]}', { ids: ["7527012345678901234"] }],
  ['{"id":-7527012345678901234}', { id: "-7527012345678901234" }],
  ['{"said":"7527012345678901234, \\"7527012345678901234\\""}', { said: '7527012345678901234, "7527012345678901234"' }],
  ['{"small":123456789012345,"real":1234567890123456.5}', { small: 123_456_789_012_345, real: 1234567890123456.5 }],
])("%s", (text, expected) => expect(parseWireJson(text)).toEqual(expected));

it("what is no JSON stays none", () => expect(() => parseWireJson("{")).toThrow(SyntaxError));
