import { expect, test } from "vitest";
import { presetCatalogue } from "../presets/catalogue.ts";
import { PRESETS } from "../presets.ts";
import { TEMPLATES } from "../templates.ts";
import { DEFAULT_EXPLICITNESS, TIERS } from "../tier.ts";
import { type OwnTemplate, templateCatalogue } from "./catalogue.ts";

const own: OwnTemplate = {
  key: "sunset-terrace",
  version: 3,
  category: "evening",
  tier: "safe",
  prompt: "on a terrace above the city",
  pose: "",
  lighting: "last light",
  angle: "front",
  aspectRatio: "16:9",
  niches: ["nightlife"],
  tags: ["terrace"],
  active: true,
};

test("gives shipped and own templates together; one that is switched off is found, but not chosen", () => {
  const catalogue = templateCatalogue([own, { ...own, key: "old-terrace", active: false }]);
  expect(catalogue.all).toHaveLength(TEMPLATES.length + 2);
  expect(catalogue.usable.map(({ key }) => key)).toEqual([...TEMPLATES.map(({ key }) => key), "sunset-terrace"]);
  expect(catalogue.find("old-terrace")).toMatchObject({ isOwn: true, isActive: false });
  expect(catalogue.find("beach-shore-walk")).toMatchObject({ isOwn: false, version: 1, isActive: true });
  expect(catalogue.find("nothing")).toBeNull();
});

test("an own template is as explicit as its tier is by default", () => {
  for (const tier of TIERS) {
    expect(templateCatalogue([{ ...own, tier }]).find(own.key)?.explicitness).toBe(DEFAULT_EXPLICITNESS[tier]);
  }
});

test("what is not offered any more becomes the usual, and an operator's key stays the operator's", () => {
  const odd = { ...own, key: "beach-shore-walk", category: "space", aspectRatio: "7:3" };
  const catalogue = templateCatalogue([odd]);
  expect(catalogue.find("beach-shore-walk")).toMatchObject({
    isOwn: true,
    category: "lifestyle",
    aspectRatio: "4:5",
    prompt: own.prompt,
  });
  expect(catalogue.all).toHaveLength(TEMPLATES.length);
});

test("presets of both kinds are one list too", () => {
  const [first] = PRESETS;
  if (!first) throw new Error("no presets");
  const catalogue = presetCatalogue([{ ...first, key: "film_noir", version: 3 }]);
  expect(catalogue.all.map(({ key }) => key)).toEqual([...PRESETS.map(({ key }) => key), "film_noir"]);
  expect(catalogue.find("film_noir")).toEqual({ ...first, key: "film_noir", isOwn: true, version: 3 });
  expect(catalogue.find(first.key)).toMatchObject({ isOwn: false, version: 1 });
  expect(catalogue.find("nothing")).toBeNull();
});
