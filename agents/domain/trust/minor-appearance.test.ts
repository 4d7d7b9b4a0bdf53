import { describe, expect, test } from "vitest";
import { isAdultAvatarAge, judgeAppearance } from "./minor-appearance.ts";

describe("refused", () => {
  test.each([
    "17",
    "seventeen",
    "l7",
    "se\u200bventeen",
    "17 year old woman",
    "a 20-year-old model",
    "age 18",
    "aged 19",
    "18 años",
    "diecisiete",
    "teen model",
    "t33n model",
    "t e e n a g e r",
    "teеnager",
    "schoolgirl outfit",
    "school uniform",
    "sch00lg1rl",
    "colegiala",
    "uniforme escolar",
    "high school cheer",
    "petite and flat chested",
    "looks very young",
    "barely legal",
    "loli style",
    "1oli",
    "lolita dress",
    "jailbait",
    "niña en la playa",
    "cara de niña",
    "menor de edad",
    "una adolescente",
    "quinceañera",
    "a little girl",
    "10th grade",
    "preteen",
    "👧 portrait",
    "just turned 18",
    "ｔｅｅｎ",
    "child in garden",
    "15f",
    "under age",
    "under-age",
  ])("%j", (text) => expect(judgeAppearance({ prompt: text }).allowed).toBe(false));
});

describe("allowed", () => {
  test.each([
    "25 year old fitness coach from Miami",
    "woman, 28, golden hour, 85mm lens, f/16",
    "4:5 portrait, 16:9 crop",
    "Nina",
    "a minute later",
    "Luna Vega, yoga teacher who teaches adults",
    "12 photos at the beach",
    "make 12",
    "shot on iPhone 15, ISO 100",
    "at 11 pm in the city",
    "canteen lunch, eighteen-month training plan",
    "maestra de yoga de 30 años",
    "10 años de experiencia como bailarina",
    "crea 12 fotos",
    "minor chord on a guitar",
    "rooftop on the 14th of July",
    "1990s look",
    "16 mm film grain",
    "an athletic woman of twenty-five",
    "una mujer de veinticinco años",
    "art school graduate, 24",
    "century 21",
  ])("%j", (text) => expect(judgeAppearance({ prompt: text })).toEqual({ allowed: true }));
});

test("a term split over fields is found", () => {
  expect(judgeAppearance({ title: "school", outfit: "girl look" })).toMatchObject({
    allowed: false,
    field: "together",
  });
  expect(judgeAppearance({ first: "seven", second: "teen" }).allowed).toBe(false);
  expect(judgeAppearance({ first: "old school", second: "glamour" })).toEqual({ allowed: true });
});

test.each([
  [21, true],
  [20, false],
  [21.5, false],
  [Number.NaN, false],
  [120, false],
])("avatar of %d: %s", (age, expected) => {
  expect(isAdultAvatarAge(age)).toBe(expected);
});
