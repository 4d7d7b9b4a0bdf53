// What every VideoGenerator must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { VendorFile } from "../vendor-job.ts";
import type { GeneratedVideo, VideoGenerator, VideoRequest } from "../video-generator.ts";
import { describeVendorJobs, type VendorHarness } from "./vendor-jobs.ts";

export type VideoGeneratorHarness = VendorHarness<VideoGenerator>;

/** @param image a 9:16 picture for the first frame, made once */
export function describeVideoGenerator(
  name: string,
  create: () => Promise<VideoGeneratorHarness> | VideoGeneratorHarness,
  image: VendorFile,
): void {
  const signal = () => AbortSignal.timeout(60_000);
  const attempt = (key: string) => ({ key, callbackUrl: null });
  const request: VideoRequest = {
    prompt: "adult woman turns to the camera and smiles, hair moving in the wind",
    negative: "blurry",
    seed: 4_242,
    aspectRatio: "9:16",
    seconds: 5,
    image,
  };

  describeVendorJobs<VideoRequest, GeneratedVideo, VideoGenerator>(name, create, {
    request,
    bytesOf: (made) => made.bytes,
    unitsOf: (made) => made.units,
  });

  describe(`${name} is a VideoGenerator`, () => {
    it("makes an MP4 from the picture, and tells what was sent without the picture itself", async () => {
      const { adapter } = await create();
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcome = await adapter.collect(jobId, signal());
      if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
      expect(Buffer.from(outcome.made.bytes.subarray(4, 8)).toString("latin1")).toBe("ftyp");
      expect(JSON.stringify(outcome.made.parameters).length).toBeLessThan(10_000);
    });

    it("offers shapes and lengths it lists, a vertical 5 s clip among them, and refuses others before anything is paid", async () => {
      const { adapter, vendor } = await create();
      expect(adapter.info.aspectRatios).toContain("9:16");
      expect(adapter.info.seconds).toContain(5);
      expect(adapter.info.seconds).toEqual(adapter.info.seconds.toSorted((one, other) => one - other));
      for (const [field, odd] of [
        ["aspectRatio", { ...request, aspectRatio: "7:1" }],
        ["seconds", { ...request, seconds: 3_600 }],
      ] as const) {
        await expect(adapter.submit(odd, attempt("attempt-1"), signal())).rejects.toMatchObject({
          code: "invalid_input",
          field,
        });
      }
      if (vendor) expect(vendor.taken()).toBe(0);
    });
  });
}
