// What every ImageGenerator must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { GeneratedImage, ImageGenerator, ImageRequest } from "../image-generator.ts";

export interface ImageGeneratorHarness {
  readonly generator: ImageGenerator;
  /** An instant before anything was submitted, by the vendor's clock. */
  readonly startedAt: Date;
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt, standing on a beach, golden hour, full body",
  negative: "blurry",
  seed: 4_242,
  aspectRatio: "4:5",
  shot: { title: "Beach walk", lines: ["template: beach-01", "light: golden hour"] },
  parameters: { steps: 28, guidance: 3 },
};

const MAGIC: Readonly<Record<GeneratedImage["contentType"], readonly number[]>> = {
  "image/png": [0x89, 0x50, 0x4e, 0x47],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/webp": [0x52, 0x49, 0x46, 0x46],
};

export function describeImageGenerator(
  name: string,
  create: () => Promise<ImageGeneratorHarness> | ImageGeneratorHarness,
): void {
  const signal = () => AbortSignal.timeout(20_000);

  async function collect(generator: ImageGenerator, jobId: string): Promise<GeneratedImage> {
    const outcome = await generator.collect(jobId, signal());
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    return outcome.image;
  }
  async function generate(generator: ImageGenerator, request: ImageRequest, key: string): Promise<GeneratedImage> {
    return collect(generator, (await generator.submit(request, key, signal())).jobId);
  }

  describe(`${name} is an ImageGenerator`, () => {
    it("makes a picture of the type it says, with billable units and what was sent", async () => {
      const { generator } = await create();
      const image = await generate(generator, REQUEST, "attempt-1");
      expect([...image.bytes.slice(0, MAGIC[image.contentType].length)]).toEqual(MAGIC[image.contentType]);
      expect(image.units[generator.info.unit]).toBeGreaterThan(0);
      expect(image.parameters).toMatchObject({ seed: REQUEST.seed });
    });

    it("may be collected again without another picture", async () => {
      const { generator } = await create();
      const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
      const first = await collect(generator, jobId);
      const second = await collect(generator, jobId);
      expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    });

    it("repeats itself for a seed and differs between seeds", async () => {
      const { generator } = await create();
      const [first, again, other] = await Promise.all([
        generate(generator, REQUEST, "attempt-1"),
        generate(generator, REQUEST, "attempt-2"),
        generate(generator, { ...REQUEST, seed: 7 }, "attempt-3"),
      ]);
      expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
      expect(Buffer.from(other.bytes).equals(Buffer.from(first.bytes))).toBe(false);
    });

    it("finds a cut-off attempt again, and no other, where the vendor can be asked", async () => {
      const { generator, startedAt } = await create();
      if (!generator.find) return;
      await generator.submit(REQUEST, "attempt-1", signal());
      const { jobId } = await generator.submit(REQUEST, "attempt-2", signal());
      expect(await generator.find("attempt-never", startedAt, signal())).toBeNull();
      // Where nothing is paid there is nothing to find: submitting again is free.
      const expected = generator.info.offline ? null : { jobId };
      expect(await generator.find("attempt-2", startedAt, signal())).toEqual(expected);
    });

    it("offers the ratios it lists and refuses others before anything is paid", async () => {
      const { generator } = await create();
      expect(generator.info.aspectRatios).toContain(REQUEST.aspectRatio);
      await expect(generator.submit({ ...REQUEST, aspectRatio: "7:1" }, "attempt-1", signal())).rejects.toMatchObject({
        code: "invalid_input",
        field: "aspectRatio",
      });
    });

    it("does not begin when it was called off", async () => {
      const { generator, startedAt } = await create();
      await expect(generator.submit(REQUEST, "attempt-1", AbortSignal.abort())).rejects.not.toMatchObject({
        code: "outcome_unknown",
      });
      if (generator.find) expect(await generator.find("attempt-1", startedAt, signal())).toBeNull();
    });
  });
}
