import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { type BatchRequest, planBatch, splitCount } from "./batch-plan.ts";
import { findTemplate, TEMPLATES } from "./templates.ts";
import { TIERS } from "./tier.ts";

function plan(request: Partial<BatchRequest>) {
  return planBatch({
    count: 10,
    allowedTiers: TIERS,
    niche: "fitness",
    recentTemplateKeys: [],
    templates: TEMPLATES,
    random: seededRandom(7),
    ...request,
  });
}

test.each([
  [50, { safe: 60, suggestive: 30, restricted: 10 }, [30, 15, 5]],
  [6, { safe: 60, suggestive: 30, restricted: 10 }, [4, 2, 0]],
  [1, { safe: 60, suggestive: 30, restricted: 10 }, [1, 0, 0]],
  [7, { safe: 34, suggestive: 33, restricted: 33 }, [3, 2, 2]],
  [3, { safe: 0, suggestive: 2, restricted: 1 }, [0, 2, 1]],
])("%i shots over %j", (count, mix, parts) => {
  expect(Object.values(splitCount(count, mix))).toEqual(parts);
});

test("the default batch of 50 uses every template once, with 50 seeds that fit 31 bits", () => {
  const { shots, shortfall } = plan({ count: 50 });
  expect(shortfall).toEqual([]);
  expect(new Set(shots.map(({ templateKey }) => templateKey)).size).toBe(50);
  expect(new Set(shots.map(({ seed }) => seed)).size).toBe(50);
  expect(shots.every(({ seed }) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
});

test("tiers a channel forbids are a shortfall, filled with safe only when asked", () => {
  const shortfall = [
    { tier: "suggestive", wanted: 3, given: 0 },
    { tier: "restricted", wanted: 1, given: 0 },
  ];
  expect(plan({ allowedTiers: ["safe"] })).toMatchObject({
    counts: { safe: 6, suggestive: 0, restricted: 0 },
    shortfall,
  });
  const filled = plan({ allowedTiers: ["safe"], fillWithSafe: true });
  expect(filled).toMatchObject({ counts: { safe: 10 }, shortfall });
  expect(filled.shots).toHaveLength(10);
  expect(
    plan({ allowedTiers: ["suggestive"], fillWithSafe: true }).shots.every(({ tier }) => tier === "suggestive"),
  ).toBe(true);
  expect(plan({ allowedTiers: [], fillWithSafe: true }).shots).toEqual([]);
});

test("a niche comes first, recent templates last, none twice before all were used", () => {
  const keys = (request: Partial<BatchRequest>) =>
    plan({ mix: { safe: 1, suggestive: 0, restricted: 0 }, ...request }).shots.map((shot) => shot.templateKey);
  const matches = TEMPLATES.filter(({ tier, niches }) => tier === "safe" && niches.includes("fitness")).map(
    ({ key }) => key,
  );
  expect(keys({ count: matches.length }).toSorted()).toEqual(matches.toSorted());
  const fresh = keys({ count: 30 - matches.length, recentTemplateKeys: matches });
  expect(fresh.some((key) => matches.includes(key))).toBe(false);
  const many = keys({ count: 60 });
  expect(new Set(many.slice(0, 30)).size).toBe(30);
  expect(new Set(many.slice(30)).size).toBe(30);
  expect(findTemplate(many[0] ?? "")?.niches).toContain("fitness");
});

test("equal randomness, equal plan; senseless requests are refused", () => {
  expect(plan({})).toEqual(plan({}));
  expect(plan({ random: seededRandom(8) })).not.toEqual(plan({}));
  for (const count of [0, 101, 2.5, Number.NaN]) expect(() => plan({ count })).toThrow(RangeError);
  expect(() => plan({ mix: { safe: 0, suggestive: 0, restricted: 0 } })).toThrow(RangeError);
});
