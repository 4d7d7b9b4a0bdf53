import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { changesOf, nextVariation, SHOT_CHANGES, variationsOf, variationWords } from "./shot-variation.ts";
import { findTemplate, TEMPLATES } from "./templates.ts";

const template = (key: string) => {
  const found = findTemplate(key);
  if (!found) throw new Error(key);
  return found;
};

test("every template can be taken in many ways, as written first, never with two changes of one kind", () => {
  for (const each of TEMPLATES) {
    const ways = variationsOf(each);
    expect(ways[0]).toBe("");
    expect(ways.length, each.key).toBeGreaterThan(25);
    expect(new Set(ways).size).toBe(ways.length);
    for (const way of ways) {
      const kinds = changesOf(way).map(({ kind }) => kind);
      expect(kinds.length).toBe(way === "" ? 0 : way.split("+").length);
      expect(new Set(kinds).size, way).toBe(kinds.length);
    }
  }
});

test("no variation makes a shot show more than its template, or look younger", () => {
  for (const each of TEMPLATES) {
    const ways = variationsOf(each);
    for (const way of ways)
      expect(judgeAppearance({ prompt: `${each.prompt}, ${variationWords(way)}` }).allowed).toBe(true);
    if (each.tier === "safe") continue;
    expect(ways, each.key).not.toContain("full-length");
    expect(ways, each.key).not.toContain("lower");
    if (each.tier === "restricted") expect(ways, each.key).not.toContain("waist-up");
  }
});

test("a change that contradicts the template's own words does not fit it", () => {
  expect(variationsOf(template("glamour-red-lips-closeup"))).not.toContain("nearer");
  expect(variationsOf(template("evening-candle-bath"))).not.toContain("cooler");
  expect(variationsOf(template("artistic-film-noir"))).not.toContain("softer");
  expect(variationsOf(template("beach-shore-walk"))).not.toContain("side");
  expect(variationsOf(template("fashion-tailored-suit"))).not.toContain("smile");
});

test("the next one is free and has as few changes as are left; null when none is", () => {
  const walk = template("beach-shore-walk");
  const ways = variationsOf(walk);
  const taken = new Set<string>();
  const random = seededRandom(4);
  const sizes: number[] = [];
  for (const _ of ways) {
    const next = nextVariation(walk, (way) => taken.has(way), random);
    if (next === null) throw new Error("one was left");
    expect(taken.has(next)).toBe(false);
    sizes.push(changesOf(next).length);
    taken.add(next);
  }
  expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
  expect(nextVariation(walk, (way) => taken.has(way), random)).toBeNull();
});

test("a change that is gone by now leaves the others", () => {
  expect(variationWords("nearer+gone")).toBe("closer framing, head and shoulders");
  expect(variationWords("")).toBe("");
  expect(new Set(SHOT_CHANGES.map(({ key }) => key)).size).toBe(SHOT_CHANGES.length);
});
