import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { chooseTemplates, freshSeeds, repeatsIn, splitCount, splitTiers } from "./batch-plan.ts";
import { TEMPLATES } from "./templates.ts";

test.each([
  [50, { safe: 60, suggestive: 30, restricted: 10 }, [30, 15, 5]],
  [6, { safe: 60, suggestive: 30, restricted: 10 }, [4, 2, 0]],
  [1, { safe: 60, suggestive: 30, restricted: 10 }, [1, 0, 0]],
  [7, { safe: 34, suggestive: 33, restricted: 33 }, [3, 2, 2]],
  [3, { safe: 0, suggestive: 2, restricted: 1 }, [0, 2, 1]],
])("%i shots over %j", (count, mix, parts) => {
  expect(Object.values(splitCount(count, mix))).toEqual(parts);
});

test("a tier without templates is a shortfall, given to safe only when asked", () => {
  const templates = TEMPLATES.filter(({ tier }) => tier === "safe");
  const shortfall = [
    { tier: "suggestive", wanted: 3, given: 0 },
    { tier: "restricted", wanted: 1, given: 0 },
  ];
  const none = { suggestive: 0, restricted: 0 };
  expect(splitTiers({ count: 10 }, templates)).toEqual({ counts: { safe: 6, ...none }, shortfall });
  const filled = splitTiers({ count: 10, fillWithSafe: true }, templates);
  expect(filled).toEqual({ counts: { safe: 10, ...none }, shortfall });
});

test("no template is chosen more often than there is room for it", () => {
  const request = { niche: "art", recent: [], random: seededRandom(3) };
  const [one, other, full] = TEMPLATES;
  if (!one || !other || !full) throw new Error("no templates");
  const room = new Map([
    [one.key, 1],
    [other.key, 2],
    [full.key, 0],
  ]);
  const chosen = chooseTemplates(9, [one, other, full], request, ({ key }) => room.get(key) ?? 0);
  expect(chosen.map(({ key }) => key).toSorted()).toEqual([one.key, other.key, other.key].toSorted());
});

test("a shot with more weight comes up more often and also when it was taken lately; without weights nothing changes", () => {
  const [one, other, third] = TEMPLATES.filter(({ niches }) => !niches.includes("none"));
  if (!one || !other || !third) throw new Error("no templates");
  const pool = [one, other, third];
  const firsts = (weight: number) => {
    const random = seededRandom(5);
    const weightOf = ({ key }: { key: string }) => (key === other.key ? weight : 1);
    const request = { niche: "none", recent: [{ templateKey: other.key, variation: "" }], random, weightOf };
    return Array.from({ length: 300 }, () => chooseTemplates(1, pool, request)[0]?.key).filter(
      (key) => key === other.key,
    );
  };
  expect(firsts(1)).toHaveLength(0);
  expect(firsts(2)).toHaveLength(300);
  const plain = { niche: "none", recent: [] };
  const alike = chooseTemplates(3, pool, { ...plain, random: seededRandom(9), weightOf: () => 1 });
  expect(chooseTemplates(3, pool, { ...plain, random: seededRandom(9) })).toEqual(alike);
});

test("a shot repeats what was taken just so lately or earlier in the list", () => {
  const walk = { templateKey: "walk", variation: "" };
  const nearer = { templateKey: "walk", variation: "nearer" };
  expect(repeatsIn([walk, nearer, walk], [])).toEqual([2]);
  expect(repeatsIn([walk, nearer], [nearer])).toEqual([1]);
});

test("seeds are all different and fit 31 bits, also of a poor source", () => {
  const seeds = freshSeeds(50, () => 0.5);
  expect(new Set(seeds).size).toBe(50);
  expect(freshSeeds(50, seededRandom(1)).every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(
    true,
  );
});
