import { expect, it } from "vitest";
import { interpretByRules } from "../../../agents/graphs/operator/rules/interpret.ts";
import { meets, notation, REQUESTS, WORLD } from "./request.ts";

it("understands every labelled request without a model", () => {
  const wrong = REQUESTS.flatMap(({ text, expected }) => {
    const found = interpretByRules(text, WORLD);
    return meets(expected, found) ? [] : [`${text}: ${notation(found)}`];
  });
  expect(wrong).toEqual([]);
});
