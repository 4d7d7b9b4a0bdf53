// What every TextEmbedder must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { TextEmbedder } from "../text-embedder.ts";

export function describeTextEmbedder(name: string, create: () => Promise<TextEmbedder> | TextEmbedder): void {
  const signal = () => AbortSignal.timeout(20_000);
  const dot = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

  describe(`${name} is a TextEmbedder`, () => {
    it("gives one normalised vector of the stated length a text, in order", async () => {
      const embedder = await create();
      const texts = ["I love hiking in the hills", "", "¿Cuánto cuesta el pack? 😊", "I love hiking in the hills"];
      const vectors = await embedder.embed(texts, signal());
      expect(vectors).toHaveLength(texts.length);
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.info.dimensions);
        expect(vector.every(Number.isFinite)).toBe(true);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
      expect(dot(vectors[0] ?? [], vectors[3] ?? [])).toBeCloseTo(1, 4);
    });

    it("answers no texts with no vectors", async () => {
      expect(await (await create()).embed([], signal())).toEqual([]);
    });

    it("puts texts that share words nearer than texts that do not", async () => {
      const embedder = await create();
      const [question, near, far] = await embedder.embed(
        ["my dog is called Rex", "what is the name of my dog", "tickets for tomorrow's concert"],
        signal(),
      );
      expect(dot(question ?? [], near ?? [])).toBeGreaterThan(dot(question ?? [], far ?? []));
    });

    it("stops when asked to", async () => {
      const embedder = await create();
      await expect(embedder.embed(["late"], AbortSignal.abort())).rejects.toThrow();
    });
  });
}
