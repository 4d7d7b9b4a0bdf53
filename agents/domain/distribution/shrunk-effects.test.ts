import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { firstLine, hashtagsOf, hookKind } from "./caption-hook.ts";
import { shotProposals } from "./shot-proposals.ts";
import { byMedian, interactionsOf, shrunkEffects } from "./shrunk-effects.ts";

const repeat = (key: string, ratio: number, count: number) => Array.from({ length: count }, () => ({ key, ratio }));

test("one post counts less than twelve of the same, and both less than what they show", () => {
  const spread = (key: string, ratio: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ key, ratio: ratio * (index % 2 === 0 ? 0.6 : 1 / 0.6) }));
  const [many, few, usual] = shrunkEffects([
    ...spread("many", 2, 12),
    ...spread("few", 2, 1),
    ...spread("usual", 1, 30),
  ]);
  expect([many?.key, few?.key, usual?.key]).toEqual(["many", "few", "usual"]);
  expect(many?.factor).toBeGreaterThan(1.3);
  expect(many?.factor).toBeLessThan(2);
  expect(many?.posts).toBe(12);
  expect(many?.low).toBeGreaterThan(1);
  expect(few?.low).toBeLessThan(1);
});

test("pure chance stands out in few of many groups, and a true difference is found", () => {
  const random = seededRandom(7);
  const luck = () => Math.exp((random() + random() + random() - 1.5) * 1.2);
  const chance = Array.from({ length: 40 }, (_, group) => repeat(`g${group}`, 1, 8)).flat();
  const noise = shrunkEffects(chance.map(({ key }) => ({ key, ratio: luck() })));
  expect(noise.filter(({ low, high }) => low > 1 || high < 1).length).toBeLessThanOrEqual(2);
  const real = [...repeat("good", 2, 15), ...repeat("bad", 0.45, 15), ...repeat("a", 1, 15), ...repeat("b", 1, 15)];
  const found = shotProposals(shrunkEffects(real.map(({ key, ratio }) => ({ key, ratio: ratio * luck() }))));
  expect(found.map(({ templateKey, kind }) => `${kind} ${templateKey}`)).toEqual(["more good", "stop bad"]);
  expect(found[0]?.weight).toBeGreaterThan(1.3);
  expect(found[1]?.weight).toBe(0);
});

test("nothing, one group, and posts nobody answered are no trouble", () => {
  expect(shrunkEffects([])).toEqual([]);
  const [only] = shrunkEffects(repeat("a", 3, 4));
  expect(only?.factor).toBeCloseTo(1);
  const [, none] = shrunkEffects([...repeat("a", 1, 5), ...repeat("none", 0, 5)]);
  expect(none?.factor).toBeGreaterThan(0);
  expect(byMedian([0, 0, 0], (each) => each)).toEqual([]);
  expect(byMedian([1, 2, 4], (each) => each).map(([, ratio]) => ratio)).toEqual([0.5, 1, 2]);
  expect(interactionsOf({ likes: 3, comments: null, shares: 1, saves: null })).toBe(4);
  expect(interactionsOf({ likes: null, comments: null, shares: null, saves: null })).toBeNull();
});

test("a caption's first line, what kind it is, and its hashtags", () => {
  expect(firstLine("Coffee or tea? Tell me.\n#a")).toBe("Coffee or tea?");
  expect(firstLine("No stop here\nsecond")).toBe("No stop here");
  expect(hookKind("Coffee or tea? ☕")).toBe("question");
  expect(hookKind("3 things I never say out loud")).toBe("number");
  expect(hookKind("And then this happened…\nmore")).toBe("cliffhanger");
  expect(hookKind("¡Hoy salgo!")).toBe("exclamation");
  expect(hookKind("Slow day 🌅")).toBe("short");
  expect(hookKind("A walk through the old town with nothing to do")).toBe("statement");
  expect(hookKind("")).toBe("short");
  expect(hashtagsOf("Sea #Lisboa #mar #lisboa")).toEqual(["lisboa", "mar"]);
});
