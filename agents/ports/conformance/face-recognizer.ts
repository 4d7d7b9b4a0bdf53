// What every FaceRecognizer must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import { DEFAULT_SIMILARITY_THRESHOLD, descriptorSimilarity } from "../../domain/avatars/similarity.ts";
import type { Face, FaceRecognizer } from "../face-recognizer.ts";

export interface FaceRecognizerHarness {
  readonly recognizer: FaceRecognizer;
  /** A portrait of this person, 416 by 520 pixels; another seed is another pose, light and background. */
  portrait(identity: string, seed: number): Promise<Uint8Array>;
  readonly pictureOfNobody: Uint8Array;
  /** These pictures side by side in one, from left to right. */
  together(pictures: readonly Uint8Array[]): Promise<Uint8Array>;
  /** The same picture, so many times as wide and as high. */
  scaled(picture: Uint8Array, times: number): Promise<Uint8Array>;
  /** As a camera held sideways stores it: the pixels lie on their side, and a note says how to turn them. */
  turned(picture: Uint8Array): Promise<Uint8Array>;
}

/** Of 416 by 520 pixels: 10 times as wide and high it has 22 megapixels, 16 times 55 (50 are taken, trust T12). */
const GIANT_TIMES = 10;
const TOO_MANY_TIMES = 16;

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

  const onlyFace = async ({ recognizer }: FaceRecognizerHarness, picture: Uint8Array): Promise<Face> => {
    const faces = await recognizer.facesIn(picture, signal());
    expect(faces).toHaveLength(1);
    return faces[0] as Face;
  };
  let looked: Promise<Face> | undefined;
  /** Of person one in her first picture; looked at once, for the tests that compare with it. */
  const referenceOf = (harness: FaceRecognizerHarness): Promise<Face> => {
    looked ??= one(harness, "one", 1);
    return looked;
  };
  const alike = (face: Face, other: Face) => descriptorSimilarity(face.descriptor, other.descriptor);
  const expectNear = ({ box }: Face, other: Face) => {
    for (const side of ["left", "top", "width", "height"] as const) {
      expect(Math.abs(box[side] - other.box[side]), side).toBeLessThan(0.05);
    }
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
        await referenceOf(harness),
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

    it("tells several persons of one picture apart, the nearest first", async () => {
      const harness = await create();
      const { recognizer, portrait, together, scaled } = harness;
      const [near, far] = [await portrait("one", 1), await scaled(await portrait("two", 1), 0.6)];
      const faces = await recognizer.facesIn(await together([far, near]), signal());
      expect(faces).toHaveLength(2);
      const [largest, smaller] = faces as [Face, Face];
      expect(largest.box.left).toBeGreaterThan(smaller.box.left);
      expect(largest.box.height).toBeGreaterThan(smaller.box.height);
      const [reference, other] = [await referenceOf(harness), await one(harness, "two", 1)];
      for (const [face, same, different] of [
        [largest, reference, other],
        [smaller, other, reference],
      ] as const) {
        expect(alike(face, same)).toBeGreaterThan(DEFAULT_SIMILARITY_THRESHOLD);
        expect(alike(face, different)).toBeLessThan(DEFAULT_SIMILARITY_THRESHOLD);
      }
    });

    it("takes a smaller copy for the same person in the same place", async () => {
      const harness = await create();
      const [reference, small] = [
        await referenceOf(harness),
        await onlyFace(harness, await harness.scaled(await harness.portrait("one", 1), 0.5)),
      ];
      expect(alike(reference, small)).toBeGreaterThan(DEFAULT_SIMILARITY_THRESHOLD);
      expectNear(small, reference);
    });

    it("turns a picture as its camera's note says", async () => {
      const harness = await create();
      const [reference, turned] = [
        await referenceOf(harness),
        await onlyFace(harness, await harness.turned(await harness.portrait("one", 1))),
      ];
      expect(alike(reference, turned)).toBeGreaterThan(DEFAULT_SIMILARITY_THRESHOLD);
      expectNear(turned, reference);
    });

    it("looks at a giant picture, and refuses one beyond the limit", async () => {
      const harness = await create();
      const [giant, tooLarge] = await Promise.all(
        [GIANT_TIMES, TOO_MANY_TIMES].map(async (times) => harness.scaled(await harness.portrait("one", 1), times)),
      );
      const [reference, face] = [await referenceOf(harness), await onlyFace(harness, giant as Uint8Array)];
      expect(alike(reference, face)).toBeGreaterThan(DEFAULT_SIMILARITY_THRESHOLD);
      await expect(harness.recognizer.facesIn(tooLarge as Uint8Array, signal())).rejects.toMatchObject({
        code: "too_large",
      });
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
