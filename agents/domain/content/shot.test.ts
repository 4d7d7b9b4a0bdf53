import { expect, test } from "vitest";
import { shotOf } from "./shot.ts";
import { TEMPLATES } from "./templates.ts";

test("names every template in words and says what it shows", () => {
  expect(shotOf("nature-forest-trail", "Luna", "Luna, by the sea")).toEqual({
    title: "Nature: forest trail",
    lines: [
      "Luna",
      "on a forest trail with a backpack among tall pines",
      "walking, touching the ferns; dappled forest light",
    ],
  });
  for (const { key } of TEMPLATES) expect(shotOf(key, "Luna", "").title).toMatch(/^[A-Z][a-z]+: [a-z0-9 ]+$/);
  expect(shotOf("gone-by-now", "Luna", "a prompt")).toEqual({ title: "gone by now", lines: ["Luna", "a prompt"] });
});
