import { expect, test } from "vitest";
import { CLEAR_BELOW, comparePairs, signTest } from "./compare-pairs.ts";
import type { ScoredConversation } from "./scorecard.ts";

const conversation = (text: string, kinds: readonly string[] = ["reply"]): ScoredConversation => ({
  personality: "warm",
  language: "en",
  paidCents: 0,
  turns: [
    {
      ...{ heard: "hi", intent: "casual_chat", language: "en", replaced: null, handedOver: false },
      said: kinds.map((kind) => ({ kind, text })),
    },
  ],
});

test("the sign test is exact, and no split of fewer than six pairs is clear", () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(5, 5)).toBe(1);
  expect(signTest(0, 5)).toBeCloseTo(0.0625, 10);
  expect(signTest(0, 6)).toBeCloseTo(0.03125, 10);
  expect(signTest(1, 9)).toBeCloseTo(22 / 1024, 10);
  expect(signTest(0, 5)).toBeGreaterThan(CLEAR_BELOW);
  // Two hundred pairs stay a number.
  expect(signTest(100, 100)).toBe(1);
  expect(signTest(70, 130)).toBeLessThan(CLEAR_BELOW);
});

test("pairs are compared one by one", () => {
  const first = [conversation("one two"), conversation("one"), conversation("one")];
  const second = [conversation("one"), conversation("one", ["reply", "offer"]), conversation("one")];
  const differences = comparePairs(first, second);
  expect(differences.meanWords).toEqual({ firstMore: 1, secondMore: 0, chance: 1 });
  expect(differences.offers).toEqual({ firstMore: 0, secondMore: 1, chance: 1 });
  expect(differences.repeats).toEqual({ firstMore: 0, secondMore: 0, chance: 1 });
});
