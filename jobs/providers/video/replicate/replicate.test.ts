import { afterAll, describe, expect, it } from "vitest";
import { describeVideoGenerator } from "../../../../agents/ports/conformance/video-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { REPLICATE_FAULTS, type ReplicateEmulator } from "../../replicate/emulator/replicate-emulator.ts";
import type { GroundOptions } from "../../replicate/testing/emulated-vendor.ts";
import { createReplicateVideoGenerator } from "./replicate.ts";
import { createReplicateVideoHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(options?: GroundOptions) {
  const harness = await createReplicateVideoHarness(options);
  running.push(harness);
  return harness;
}

const frame = async (width: number, height: number): Promise<VendorFile> => ({
  bytes: await drawPicture(["an adult woman by the sea"], { width, height }).png().toBuffer(),
  contentType: "image/png",
});
const image = await frame(180, 320);
const REQUEST: VideoRequest = {
  prompt: "adult woman turns to the camera and smiles",
  negative: "blurry",
  seed: 5,
  aspectRatio: "9:16",
  seconds: 10,
  image,
};
const signal = () => AbortSignal.timeout(20_000);
const attempt = (key = "attempt-1") => ({ key, callbackUrl: null });

describeVideoGenerator("Replicate Kling 2.5", () => start(), image);

describe("Kling on Replicate", () => {
  it("is sent the first frame as an upload, takes no seed, and is paid by the second of the clip", async () => {
    const { adapter, emulator } = await start();
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    const outcome = await adapter.collect(jobId, signal());
    expect(outcome).toMatchObject({
      state: "succeeded",
      made: { contentType: "video/mp4", units: { second: 10 }, parameters: { duration: 10 } },
    });
    expect(emulator.inputs).toEqual([
      {
        prompt: REQUEST.prompt,
        negative_prompt: "blurry",
        start_image: expect.stringMatching(/\/v1\/files\/\w+$/),
        aspect_ratio: "9:16",
        duration: 10,
      },
    ]);
    expect(emulator.bill).toMatchObject({ clipSeconds: 10, images: 0, predictSeconds: 0 });
  });

  it("refuses a first frame of another shape than the clip's, unpaid", async () => {
    const { adapter, emulator } = await start();
    const submit = (width: number, height: number, aspectRatio: string) =>
      frame(width, height).then((odd) => adapter.submit({ ...REQUEST, aspectRatio, image: odd }, attempt(), signal()));
    await expect(submit(320, 180, "9:16")).rejects.toMatchObject({ code: "invalid_input", field: "image" });
    await expect(submit(896, 1_088, "9:16")).rejects.toMatchObject({ code: "invalid_input", field: "image" });
    const broken = { ...REQUEST, image: { bytes: Buffer.from("no picture"), contentType: "image/png" } };
    await expect(adapter.submit(broken, attempt(), signal())).rejects.toMatchObject({ code: "invalid_input" });
    expect(emulator.bill.predictions).toBe(0);
    // Our own pictures are a little wider than 9:16.
    await submit(192, 336, "9:16");
    expect(emulator.bill.predictions).toBe(1);
  });

  it("maps every end to its outcome and its price", async () => {
    const outcomeOf = async (scripted: Parameters<ReplicateEmulator["outcomes"]["add"]>[1]) => {
      const { emulator, ground } = await start();
      const adapter = createReplicateVideoGenerator({ ...ground.options, collectTimeoutMs: 60_000 });
      emulator.outcomes.add("prediction", scripted);
      const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
      return adapter.collect(jobId, signal());
    };
    expect(await outcomeOf("sensitive")).toEqual({ state: "refused", reason: "nsfw", billed: {} });
    expect(await outcomeOf("failed")).toMatchObject({ state: "failed", retryable: true, billed: {} });
    expect(await outcomeOf("fewer_outputs")).toMatchObject({ state: "failed", reason: "no_output", billed: {} });
    expect(await outcomeOf("foreign_output")).toMatchObject({ reason: "foreign_output", billed: { second: 10 } });
    expect(await outcomeOf("never_finishes")).toEqual({ state: "running" });
  });

  it("calls it unpaid when the first frame could not be uploaded", async () => {
    const { adapter, emulator } = await start();
    emulator.faults.add("upload", REPLICATE_FAULTS.rateLimited(3));
    const submitted = adapter.submit(REQUEST, attempt(), signal());
    await expect(submitted).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 3_000 });
    expect(emulator.bill.predictions).toBe(0);
  });

  it("stops a clip that is being made", async () => {
    const { adapter, emulator } = await start({ startMs: 0 });
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    await adapter.cancel?.(jobId, signal());
    expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "failed", reason: "canceled" });
    expect(emulator.bill.clipSeconds).toBe(0);
  });
});
