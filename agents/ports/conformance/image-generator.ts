// What every ImageGenerator must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { GeneratedImage, ImageGenerator, ImageRequest } from "../image-generator.ts";
import { describeVendorJobs, type VendorHarness } from "./vendor-jobs.ts";

export type ImageGeneratorHarness = VendorHarness<ImageGenerator>;

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

/** @param more what this adapter needs in every request, such as a reference picture where it makes none without */
export function describeImageGenerator(
  name: string,
  create: () => Promise<ImageGeneratorHarness> | ImageGeneratorHarness,
  more: Partial<ImageRequest> = {},
): void {
  const signal = () => AbortSignal.timeout(20_000);
  const usual = { ...REQUEST, ...more };

  async function generate(generator: ImageGenerator, request: ImageRequest, key: string): Promise<GeneratedImage> {
    const { jobId } = await generator.submit(request, { key, callbackUrl: null }, signal());
    const outcome = await generator.collect(jobId, signal());
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    return outcome.made;
  }

  describeVendorJobs<ImageRequest, GeneratedImage, ImageGenerator>(name, create, {
    request: usual,
    bytesOf: (made) => made.bytes,
    unitsOf: (made) => made.units,
  });

  describe(`${name} is an ImageGenerator`, () => {
    it("makes a picture of the type and shape it says, and tells what was sent", async () => {
      const { adapter } = await create();
      const image = await generate(adapter, usual, "attempt-1");
      expect([...image.bytes.slice(0, MAGIC[image.contentType].length)]).toEqual(MAGIC[image.contentType]);
      expect(Object.keys(image.parameters).length).toBeGreaterThan(0);
      // Files handed over are not part of what is kept as provenance.
      expect(JSON.stringify(image.parameters).length).toBeLessThan(10_000);
    });

    it("repeats itself for a seed and differs between seeds, where the vendor takes one", async () => {
      const { adapter } = await create();
      const first = await generate(adapter, usual, "attempt-1");
      if (!("seed" in first.parameters)) return;
      expect(first.parameters).toMatchObject({ seed: usual.seed });
      const again = await generate(adapter, usual, "attempt-2");
      const other = await generate(adapter, { ...usual, seed: 7 }, "attempt-3");
      expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
      expect(Buffer.from(other.bytes).equals(Buffer.from(first.bytes))).toBe(false);
    });

    it("offers the ratios it lists and refuses others before anything is paid", async () => {
      const { adapter, vendor } = await create();
      expect(adapter.info.aspectRatios).toEqual(expect.arrayContaining(["1:1", "4:5", "9:16"]));
      const odd = { ...usual, aspectRatio: "7:1" };
      await expect(adapter.submit(odd, { key: "attempt-1", callbackUrl: null }, signal())).rejects.toMatchObject({
        code: "invalid_input",
        field: "aspectRatio",
      });
      if (vendor) expect(vendor.taken()).toBe(0);
    });
  });
}
