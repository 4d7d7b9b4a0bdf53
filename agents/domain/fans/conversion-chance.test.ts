import { expect, test } from "vitest";
import { adviceFor, conversionChance } from "./conversion-chance.ts";

const facts = { score: 50, stage: "qualification", fanMessages: 5, hoursSilent: 1 } as const;

test.each([
  ["score 50 is the middle", {}, 0.5],
  ["score 60: 1/(1+e^-.8)", { score: 60 }, 0.689_974],
  ["in conversion x1.3", { stage: "conversion" }, 0.65],
  ["over 20 messages x1.15", { fanMessages: 21 }, 0.575],
  ["silent over a day x.85", { hoursSilent: 25 }, 0.425],
  ["silent over two days x.7", { hoursSilent: 49 }, 0.35],
  ["never above .95", { score: 100, stage: "conversion" }, 0.95],
  ["nobody wrote", { fanMessages: 0 }, 0.05],
] as const)("%s", (_name, change, expected) => {
  expect(conversionChance({ ...facts, ...change })).toBeCloseTo(expected, 5);
});

test.each([
  [80, 0.7, "high_priority"],
  [80, 0.6, "warm"],
  [60, 0.5, "warm"],
  [45, 0.3, "nurture"],
  [39, 0.9, "wait"],
] as const)("score %d and chance %d: %s", (score, chance, advice) => expect(adviceFor(score, chance)).toBe(advice));
