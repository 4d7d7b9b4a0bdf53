import { expect, test } from "vitest";
import { shotOf } from "./shot.ts";
import { templateCatalogue } from "./templates/catalogue.ts";
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
  expect(shotOf("nature-forest-trail", "Luna", "", undefined, "waist-up+rim").lines.at(-1)).toBe(
    "waist-up framing, a thin rim of light from behind",
  );
  for (const { key } of TEMPLATES) expect(shotOf(key, "Luna", "").title).toMatch(/^[A-Z][a-z]+: [a-z0-9 ]+$/);
  expect(shotOf("gone-by-now", "Luna", "a prompt")).toEqual({ title: "gone by now", lines: ["Luna", "a prompt"] });
});

test("an operator's template is named and told like any other, without what it leaves open", () => {
  const words = { category: "evening", tier: "safe", prompt: "on a terrace", niches: [], tags: [] } as const;
  const own = { ...words, key: "sunset-terrace", version: 1, angle: "front", aspectRatio: "4:5", active: true };
  const { find } = templateCatalogue([
    { ...own, pose: "", lighting: "last light" },
    { ...own, key: "evening-roof", pose: "", lighting: "" },
  ]);
  expect(shotOf("sunset-terrace", "Luna", "", find)).toEqual({
    title: "Evening: sunset terrace",
    lines: ["Luna", "on a terrace", "last light"],
  });
  expect(shotOf("evening-roof", "Luna", "", find)).toEqual({ title: "Evening: roof", lines: ["Luna", "on a terrace"] });
  expect(shotOf("sunset-terrace", "Luna", "a prompt").title).toBe("sunset terrace");
});
