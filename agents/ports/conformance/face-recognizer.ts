// What every FaceRecognizer must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import { DEFAULT_SIMILARITY_THRESHOLD, descriptorSimilarity } from "../../domain/avatars/similarity.ts";
import type { Face, FaceRecognizer } from "../face-recognizer.ts";

export interface FaceRecognizerHarness {
  readonly recognizer: FaceRecognizer;
  /** A portrait of this person; another seed is another pose, light and background. */
  portrait(identity: string, seed: number): Promise<Uint8Array>;
  readonly pictureOfNobody: Uint8Array;
}

export function describeFaceRecognizer(name: string, create: () => Promise<FaceRecognizerHarness>): void {
  const signal = () => AbortSignal.timeout(30_000);
  const one = async (
    { recognizer, portrait }: FaceRecognizerHarness,
    identity: string,
    seed: number,
  ): Promise<Face> => {
    const faces = await recognizer.facesIn(await portrait(identity, seed), signal());
    expect(faces, `${identity}, seed ${seed}`).toHaveLength(1);
    return faces[0] as Face;
  };

  describe(`${name} is a FaceRecognizer`, () => {
    it("finds the one face of a portrait: where it is, how old it looks, what it looks like", async () => {
      const { box, confidence, apparentAge, descriptor } = await one(await create(), "one", 1);
      expect(descriptor).toHaveLength(128);
      expect(descriptor.every(Number.isFinite)).toBe(true);
      for (const share of [...Object.values(box), confidence]) {
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThan(1);
      }
      expect(apparentAge).toBeGreaterThan(15);
      expect(apparentAge).toBeLessThan(90);
    });

    it("tells one person in two pictures from two persons", async () => {
      const harness = await create();
      const [reference, again, other] = [
        await one(harness, "one", 1),
        await one(harness, "one", 2),
        await one(harness, "two", 1),
      ];
      expect(descriptorSimilarity(reference.descriptor, again.descriptor)).toBeGreaterThan(
        DEFAULT_SIMILARITY_THRESHOLD,
      );
      expect(descriptorSimilarity(reference.descriptor, other.descriptor)).toBeLessThan(DEFAULT_SIMILARITY_THRESHOLD);
    });

    it("sees the same in the same picture", async () => {
      const harness = await create();
      expect(await one(harness, "one", 3)).toEqual(await one(harness, "one", 3));
    });

    it("finds nobody where nobody is", async () => {
      const { recognizer, pictureOfNobody } = await create();
      expect(await recognizer.facesIn(pictureOfNobody, signal())).toEqual([]);
    });

    it("throws for what is no picture and for what it was told to leave", async () => {
      const { recognizer, pictureOfNobody } = await create();
      const text = new TextEncoder().encode("<html>not a picture</html>");
      await expect(recognizer.facesIn(text, signal())).rejects.toMatchObject({ code: "invalid_input" });
      await expect(recognizer.facesIn(pictureOfNobody, AbortSignal.abort())).rejects.toThrow();
    });
  });
}
