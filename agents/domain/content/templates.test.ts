import { expect, test } from "vitest";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { CATEGORIES } from "./templates/template.ts";
import { findTemplate, TEMPLATES } from "./templates.ts";
import { tierOf } from "./tier.ts";

test("50 templates: 10 categories of 5, 30 safe, 15 suggestive, 5 restricted", () => {
  const count = (tier: string) => TEMPLATES.filter((template) => template.tier === tier).length;
  expect(TEMPLATES).toHaveLength(50);
  expect([count("safe"), count("suggestive"), count("restricted")]).toEqual([30, 15, 5]);
  for (const category of CATEGORIES) {
    expect(TEMPLATES.filter((template) => template.category === category)).toHaveLength(5);
  }
});

test("keys and prompts are unique, explicitness lies in the tier, tags are hashtag words", () => {
  expect(new Set(TEMPLATES.map(({ key }) => key)).size).toBe(50);
  expect(new Set(TEMPLATES.map(({ prompt }) => prompt)).size).toBe(50);
  for (const template of TEMPLATES) {
    expect(tierOf(template.explicitness), template.key).toBe(template.tier);
    for (const tag of template.tags) expect(tag).toMatch(/^[a-z]+$/);
  }
  expect(findTemplate("beach-shore-walk")?.category).toBe("beach");
  expect(findTemplate("nothing")).toBeNull();
});

test("no wording that suggests a minor, none that is explicit", () => {
  for (const { key, prompt, pose, lighting, angle } of TEMPLATES) {
    expect(judgeAppearance({ prompt, pose, lighting, angle }), key).toEqual({ allowed: true });
    expect(`${prompt} ${pose}`).not.toMatch(/\b(?:nude|naked|topless|explicit|porn|sex\w*)\b/i);
  }
});
