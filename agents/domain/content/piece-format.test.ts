import { expect, test } from "vitest";
import { CAROUSEL_SIZE, planSlides, templateFor } from "./piece-format.ts";
import { TEMPLATES } from "./templates.ts";

test("a carousel is one scene taken several ways: no way and no seed twice, the same again for the same shot", () => {
  for (const template of TEMPLATES) {
    const shot = { variation: "", seed: 2 ** 31 - 2 };
    const slides = planSlides(shot, template, CAROUSEL_SIZE.max);
    expect(slides[0]).toBe(shot);
    expect(new Set(slides.map(({ variation }) => variation)).size, template.key).toBe(CAROUSEL_SIZE.max);
    expect(new Set(slides.map(({ seed }) => seed)).size).toBe(CAROUSEL_SIZE.max);
    expect(slides.every(({ seed }) => seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(planSlides(shot, template, CAROUSEL_SIZE.max)).toEqual(slides);
  }
  expect(planSlides({ variation: "warmer", seed: 5 }, TEMPLATES[0] as (typeof TEMPLATES)[number], 1)).toHaveLength(1);
});

test("a story fills the phone, whatever the template says", () => {
  const template = { aspectRatio: "4:5" } as const;
  expect(templateFor("story", template)).toEqual({ aspectRatio: "9:16" });
  expect(templateFor("post", template)).toBe(template);
});
