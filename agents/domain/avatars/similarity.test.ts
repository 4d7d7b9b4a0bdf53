import { expect, test } from "vitest";
import { DEFAULT_SIMILARITY_THRESHOLD, descriptorSimilarity } from "./similarity.ts";

const reference = Array.from({ length: 128 }, (_, index) => Math.sin(index) / 10);
const at = (distance: number) => reference.map((value, index) => (index === 5 ? value + distance : value));
const similarityAt = (distance: number) => descriptorSimilarity(reference, at(distance));

test("one person's pictures are alike, other people's are not", () => {
  expect(similarityAt(0)).toBeGreaterThan(0.99);
  // Measured: one person .19 to .35, other people half of the time beyond .6.
  expect(similarityAt(0.35)).toBeGreaterThan(DEFAULT_SIMILARITY_THRESHOLD);
  expect(similarityAt(0.6)).toBeLessThan(DEFAULT_SIMILARITY_THRESHOLD);
  expect(similarityAt(0.9)).toBeLessThan(0.01);
});

test("the further apart, the less alike, from either side", () => {
  const similarities = Array.from({ length: 20 }, (_, index) => similarityAt(index / 20));
  expect(similarities).toEqual(similarities.toSorted((one, other) => other - one));
  expect(descriptorSimilarity(at(0.4), reference)).toBeCloseTo(similarityAt(0.4));
});

test("what cannot be compared is not alike", () => {
  expect(descriptorSimilarity([], [])).toBe(0);
  expect(descriptorSimilarity(reference, [])).toBe(0);
  expect(descriptorSimilarity(reference, reference.slice(1))).toBe(0);
});
