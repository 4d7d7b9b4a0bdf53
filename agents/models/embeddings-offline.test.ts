import { expect, it } from "vitest";
import { describeTextEmbedder } from "../ports/conformance/text-embedder.ts";
import { createOfflineEmbedder, hashedVector } from "./embeddings-offline.ts";

describeTextEmbedder("offline embeddings", () => createOfflineEmbedder());

it("keeps vectors the same for ever: stored ones are compared with new ones", () => {
  const vector = hashedVector("Me encanta la playa", 512);
  const strongest = vector
    .map((value, index) => ({ value, index }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  expect(strongest.slice(0, 4).map(({ index }) => index)).toMatchInlineSnapshot(`
    [
      492,
      48,
      501,
      164,
    ]
  `);
});

it("forgives accents, case and small typos", () => {
  const near = (left: string, right: string) => {
    const other = hashedVector(right, 512);
    return hashedVector(left, 512).reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  };
  expect(near("¿DÓNDE ESTÁS?", "donde estas")).toBeCloseTo(1, 6);
  expect(near("I love your photos", "i luv your fotos")).toBeGreaterThan(0.3);
  expect(near("I love your photos", "the train leaves at nine")).toBeLessThan(0.15);
});
