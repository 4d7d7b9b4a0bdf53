import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { describeVideoGenerator } from "../../../../agents/ports/conformance/video-generator.ts";
import type { VideoGenerator, VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { tinyVideo } from "../../emulator/tiny-video.ts";
import type { FalOutcome } from "../../fal/emulator/request-queue.ts";
import { createFalHarness, type FalHarness } from "../../fal/testing/harness.ts";
import { clipSeconds } from "./clip-seconds.ts";
import { createFalVideoGenerator, type FalVideoModel } from "./fal-video.ts";
import { KLING_TURBO, PIKA } from "./video-models.ts";

const running: FalHarness<VideoGenerator>[] = [];
afterAll(async () => {
  await Promise.allSettled(running.map((harness) => harness.close()));
});

async function start(model: FalVideoModel) {
  const harness = await createFalHarness((options) => createFalVideoGenerator(model, options));
  running.push(harness);
  return harness;
}

const image = {
  bytes: await drawPicture(["first frame"], { width: 216, height: 384 }).jpeg().toBuffer(),
  contentType: "image/jpeg",
};
const REQUEST: VideoRequest = {
  prompt: "adult woman turns to the camera and smiles",
  negative: "blurry",
  seed: -7,
  aspectRatio: "9:16",
  seconds: 10,
  image,
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);

async function film({ adapter }: { adapter: VideoGenerator }, change: Partial<VideoRequest> = {}) {
  const { jobId } = await adapter.submit({ ...REQUEST, ...change }, ATTEMPT, signal());
  return adapter.collect(jobId, signal());
}

describeVideoGenerator("fal-ai/kling-video", () => start(KLING_TURBO), image);
describeVideoGenerator("fal-ai/pika", () => start(PIKA), image);

it.each([
  [KLING_TURBO, { duration: "10", negative_prompt: "blurry" }],
  [PIKA, { duration: "10", negative_prompt: "blurry", seed: 2 ** 32 - 7, resolution: "720p" }],
])("asks for what the model takes, and is billed by the second", async (model, asked) => {
  const harness = await start(model);
  const outcome = await film(harness);
  const parameters = { model: model.info.model, prompt: REQUEST.prompt, ...asked };
  expect(outcome).toMatchObject({ state: "succeeded", made: { units: { second: 10 } } });
  expect(outcome.state === "succeeded" ? outcome.made.parameters : null).toEqual(parameters);
  const image_url = expect.stringMatching(/\/files\/[\w-]+\/frame\.jpeg$/);
  expect(harness.emulator.inputs).toEqual([{ prompt: REQUEST.prompt, ...asked, image_url }]);
  expect(harness.emulator.uploads).toMatchObject([{ contentType: "image/jpeg", bytes: image.bytes }]);
});

it("leaves the model its own idea of what to avoid when there is none", async () => {
  const harness = await start(KLING_TURBO);
  await film(harness, { negative: "" });
  expect(harness.emulator.inputs[0]).not.toHaveProperty("negative_prompt");
});

it("cuts the first frame to the shape the clip shall have", async () => {
  const harness = await start(PIKA);
  for (const aspectRatio of ["16:9", "1:1"]) await film(harness, { aspectRatio });
  const shapes = await Promise.all(
    harness.emulator.uploads.map(async ({ bytes }) => {
      const { width, height } = await sharp(bytes).metadata();
      return width / height;
    }),
  );
  expect(shapes[0]).toBeCloseTo(16 / 9, 1);
  expect(shapes[1]).toBeCloseTo(1, 1);
});

it("refuses a first frame that is none before anything is paid", async () => {
  const harness = await start(PIKA);
  const page = { bytes: Buffer.from("<html>"), contentType: "image/png" };
  await expect(film(harness, { image: page })).rejects.toMatchObject({ code: "invalid_input" });
  const half = { bytes: image.bytes.subarray(0, 700), contentType: "image/jpeg" };
  await expect(film(harness, { image: half, aspectRatio: "1:1" })).rejects.toMatchObject({ code: "invalid_input" });
  expect(harness.vendor.taken()).toBe(0);
});

it("counts what a late refusal or a lost clip costs", async () => {
  const harness = await start(KLING_TURBO);
  const outcome = async (scripted: FalOutcome) => {
    harness.emulator.outcomes.add("request", scripted);
    return film(harness);
  };
  expect(await outcome("refused_late")).toMatchObject({ state: "refused", billed: { second: 10 } });
  expect(await outcome("foreign_output")).toMatchObject({ reason: "foreign_output", billed: { second: 10 } });
  expect(await outcome("failed")).toMatchObject({ state: "failed", retryable: true, billed: {} });
  expect(harness.vendor.billed()).toBe(20);
});

it("is billed what the clip is long when another process collects it", async () => {
  const harness = await start(KLING_TURBO);
  for (const seconds of [5, 10]) {
    const { jobId } = await harness.adapter.submit({ ...REQUEST, seconds }, ATTEMPT, signal());
    expect(await harness.reopen().collect(jobId, signal())).toMatchObject({ made: { units: { second: seconds } } });
  }
});

describe("the length of a clip", () => {
  it("is what its header says", async () => {
    for (const seconds of [5, 10]) {
      expect(clipSeconds(await tinyVideo({ seed: 1, seconds, width: 32, height: 32 }))).toBeCloseTo(seconds, 1);
    }
  });

  it("is not told by what is none", () => {
    const box = (type: string, size: number, length = size) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUInt32BE(size, 0);
      bytes.write(type, 4, "latin1");
      return bytes;
    };
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(64), box("moov", 3, 64), box("moov", 64), box("free", 400)]) {
      expect(clipSeconds(bytes)).toBeNull();
    }
  });
});
