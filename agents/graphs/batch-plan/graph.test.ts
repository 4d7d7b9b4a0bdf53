import { expect, test } from "vitest";
import type { BatchRequest, ShotUse } from "../../domain/content/batch-plan.ts";
import { variationsOf } from "../../domain/content/shot-variation.ts";
import { findTemplate, TEMPLATES } from "../../domain/content/templates.ts";
import type { Tier } from "../../domain/content/tier.ts";
import { mayGenerate } from "../../domain/trust/explicitness.ts";
import { seededRandom } from "../../kernel/random.ts";
import { planBatch } from "./graph.ts";

const SAFE_ONLY = { safe: 1, suggestive: 0, restricted: 0 };
const ofTier = (tier: Tier) => TEMPLATES.filter((template) => template.tier === tier);

async function plan(request: Partial<BatchRequest>) {
  return await planBatch({
    count: 10,
    channels: ["gallery"],
    canMake: () => true,
    niche: "fitness",
    recent: [],
    templates: TEMPLATES,
    random: seededRandom(7),
    ...request,
  });
}

/** Every way each of the templates can be taken. */
const allWays = (templates = TEMPLATES): ShotUse[] =>
  templates.flatMap((template) =>
    variationsOf(template).map((variation) => ({ templateKey: template.key, variation })),
  );
const wayOf = ({ templateKey, variation }: ShotUse) => `${templateKey} ${variation}`;

test("the default batch of 50 uses every template once, as written, with 50 seeds", async () => {
  const { shots, shortfall, repeats } = await plan({ count: 50 });
  expect({ shortfall, repeats }).toEqual({ shortfall: [], repeats: {} });
  expect(new Set(shots.map(({ templateKey }) => templateKey)).size).toBe(50);
  expect(new Set(shots.map(({ seed }) => seed)).size).toBe(50);
  expect(shots.every(({ variation }) => variation === "")).toBe(true);
});

test("what the channels forbid and what no vendor makes by its terms is a shortfall, filled with safe only when asked", async () => {
  const shortfall = [
    { tier: "suggestive", wanted: 3, given: 0 },
    { tier: "restricted", wanted: 1, given: 0 },
  ];
  const counts = { safe: 6, suggestive: 0, restricted: 0 };
  expect(await plan({ channels: ["instagram"] })).toMatchObject({ counts, shortfall });
  const filled = await plan({ channels: ["instagram"], fillWithSafe: true });
  expect(filled).toMatchObject({ counts: { safe: 10 }, shortfall });
  expect(filled.shots).toHaveLength(10);
  // The middle of "suggestive" is beyond this vendor too: only its milder shots are planned.
  const byTerms = await plan({
    count: 50,
    canMake: ({ explicitness }) => mayGenerate("replicate", explicitness),
  });
  expect(byTerms.shortfall).toEqual([{ tier: "restricted", wanted: 5, given: 0 }]);
  expect(Math.max(...byTerms.shots.map(({ explicitness }) => explicitness))).toBeLessThanOrEqual(6);
  expect((await plan({ canMake: () => false, fillWithSafe: true })).shots).toEqual([]);
});

test("a niche comes first, recent templates last, none twice before all were used", async () => {
  const keys = async (request: Partial<BatchRequest>) =>
    (await plan({ mix: SAFE_ONLY, ...request })).shots.map((shot) => shot.templateKey);
  const matches = ofTier("safe").flatMap(({ key, niches }) => (niches.includes("fitness") ? [key] : []));
  expect((await keys({ count: matches.length })).toSorted()).toEqual(matches.toSorted());
  const recent = matches.map((templateKey) => ({ templateKey, variation: "" }));
  const fresh = await keys({ count: 30 - matches.length, recent });
  expect(fresh.some((key) => matches.includes(key))).toBe(false);
  const many = await keys({ count: 60 });
  expect(new Set(many.slice(0, 30)).size).toBe(30);
  expect(new Set(many.slice(30)).size).toBe(30);
  expect(findTemplate(many[0] ?? "")?.niches).toContain("fitness");
});

test("a template that is used again is taken another way, by one change before two", async () => {
  const { shots, repeats } = await plan({ count: 100, mix: SAFE_ONLY });
  expect(repeats).toEqual({});
  expect(new Set(shots.map(wayOf)).size).toBe(100);
  expect(shots.slice(0, 30).every(({ variation }) => variation === "")).toBe(true);
  expect(shots.slice(30).every(({ variation }) => /^[a-z-]+$/.test(variation))).toBe(true);
  const recent = shots.map(({ templateKey, variation }) => ({ templateKey, variation }));
  const next = await plan({ count: 100, mix: SAFE_ONLY, recent, random: seededRandom(8) });
  expect(next.repeats).toEqual({});
  const before = new Set(recent.map(wayOf));
  expect(next.shots.some((shot) => before.has(wayOf(shot)))).toBe(false);
});

test("what would repeat is chosen again, and finds the last ways that are left in its tier", async () => {
  const left = ofTier("safe").slice(-2);
  const leftWays = allWays(left).slice(-6);
  const isLeft = new Set(leftWays.map(wayOf));
  const recent = allWays().filter((use) => !isLeft.has(wayOf(use)));
  const { shots, repeats } = await plan({ count: 6, mix: SAFE_ONLY, recent });
  expect(repeats).toEqual({});
  expect(shots.map(wayOf).toSorted()).toEqual([...isLeft].toSorted());
});

test("with every way used up the plan says how many repeat, tier by tier, and has none twice", async () => {
  const recent = [...allWays(ofTier("safe")).slice(1), ...allWays(ofTier("restricted"))];
  const { shots, repeats } = await plan({ count: 20, recent });
  expect(repeats).toEqual({ safe: 11, restricted: 2 });
  expect(new Set(shots.map(wayOf)).size).toBe(20);
});

test("equal randomness, equal plan; senseless requests are refused", async () => {
  const recent = allWays().slice(0, 400);
  const again = () => plan({ recent, random: seededRandom(7) });
  expect(await again()).toEqual(await again());
  expect(await plan({ random: seededRandom(8) })).not.toEqual(await plan({}));
  for (const count of [0, 101, 2.5, Number.NaN]) await expect(plan({ count })).rejects.toThrow(RangeError);
  await expect(plan({ mix: { safe: 0, suggestive: 0, restricted: 0 } })).rejects.toThrow(RangeError);
});
