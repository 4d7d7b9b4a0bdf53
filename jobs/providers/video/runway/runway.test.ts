import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeVideoGenerator } from "../../../../agents/ports/conformance/video-generator.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { RUNWAY_FAULTS, type RunwayEmulatorOptions, type RunwayOutcome } from "./emulator/runway-emulator.ts";
import { RUNWAY_CLIPS, type RunwayOptions } from "./runway.ts";
import { createRunwayHarness, type RunwayHarness } from "./testing/harness.ts";

const running: RunwayHarness[] = [];
afterAll(() => Promise.all(running.map((harness) => harness.close())));

async function start(emulated: RunwayEmulatorOptions = {}, options: Partial<RunwayOptions> = {}) {
  const harness = await createRunwayHarness(emulated, options);
  running.push(harness);
  return harness;
}

const image = {
  bytes: await drawPicture(["first frame"], { width: 90, height: 160 }).png().toBuffer(),
  contentType: "application/octet-stream",
};
const REQUEST: VideoRequest = {
  prompt: "  adult woman in a linen shirt turns to the camera ",
  negative: "blurry",
  seed: -7,
  aspectRatio: "9:16",
  seconds: 6,
  image,
};
const ATTEMPT = { key: "attempt-1", callbackUrl: "https://studio.example/webhooks/runway" };
const signal = () => AbortSignal.timeout(20_000);

describeVideoGenerator("Runway", () => start(), image);

it("sends what gen4_turbo takes and nothing else, and tells it without the picture", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  const base64 = image.bytes.toString("base64");
  expect(emulator.inputs).toEqual([
    {
      model: "gen4_turbo",
      ratio: "720:1280",
      duration: 6,
      seed: 2 ** 32 - 7,
      promptText: "adult woman in a linen shirt turns to the camera",
      promptImage: `data:image/png;base64,${base64}`,
    },
  ]);
  expect(await adapter.collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: {
      parameters: { model: "gen4_turbo", ratio: "720:1280", duration: 6, seed: 2 ** 32 - 7 },
      units: { second: 6 },
    },
  });
  await adapter.submit({ ...REQUEST, prompt: " " }, ATTEMPT, signal());
  expect(emulator.inputs[1]).not.toHaveProperty("promptText");
});

it("makes every shape and length it lists", async () => {
  const { adapter, emulator } = await start();
  for (const aspectRatio of adapter.info.aspectRatios)
    await adapter.submit({ ...REQUEST, aspectRatio }, ATTEMPT, signal());
  for (const seconds of adapter.info.seconds) await adapter.submit({ ...REQUEST, seconds }, ATTEMPT, signal());
  expect(emulator.bill.tasks).toBe(adapter.info.aspectRatios.length + adapter.info.seconds.length);
});

it("makes a picture smaller that is above the limit of data URIs", async () => {
  const { adapter, emulator } = await start();
  const noise = { raw: { width: 1_300, height: 1_300, channels: 3 as const } };
  const bytes = await sharp(randomBytes(1_300 * 1_300 * 3), noise)
    .png()
    .toBuffer();
  await adapter.submit({ ...REQUEST, image: { bytes, contentType: "image/png" } }, ATTEMPT, signal());
  expect(emulator.inputs).toMatchObject([{ promptImage: expect.stringMatching(/^data:image\/jpeg;base64,/) }]);
});

it("asks no more often than every five seconds, and leaves when its time is up", async () => {
  const waits: number[] = [];
  const { adapter, emulator, clock } = await start(
    { queueMs: 6_000, runMs: 20_000 },
    {
      collectTimeoutMs: 60_000,
      wait: async (ms) => {
        waits.push(ms);
        clock.advance(ms);
      },
    },
  );
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  expect(waits).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 5_000]);
  for (const endless of ["never_finishes", "throttled"] as const) {
    emulator.outcomes.add("task", endless);
    const { jobId: unfinished } = await adapter.submit(REQUEST, ATTEMPT, signal());
    expect(await adapter.collect(unfinished, signal())).toEqual({ state: "running" });
  }
  const controller = new AbortController();
  emulator.outcomes.add("task", "never_finishes");
  const { jobId: left } = await adapter.submit(REQUEST, ATTEMPT, controller.signal);
  controller.abort(new Error("called off"));
  await expect(adapter.collect(left, controller.signal)).rejects.toThrow();
});

it("tells refusals from failures, each with what it costs", async () => {
  const { adapter, emulator, vendor } = await start();
  const outcome = async (scripted: RunwayOutcome) => {
    emulator.outcomes.add("task", scripted);
    const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
    return adapter.collect(jobId, signal());
  };
  const whole = { second: 6 };
  // Moderated generations cost as much as any.
  expect(await outcome("refused")).toEqual({ state: "refused", reason: "SAFETY.INPUT.IMAGE", billed: whole });
  expect(await outcome("refused_output")).toEqual({ state: "refused", reason: "SAFETY.OUTPUT.VIDEO", billed: whole });
  expect(vendor?.billed()).toBe(12);
  const code = "INTERNAL.BAD_OUTPUT.CODE01";
  expect(await outcome("failed")).toEqual({ state: "failed", reason: code, retryable: true, billed: {} });
  expect(await outcome("bad_asset")).toEqual({
    state: "failed",
    reason: "ASSET.INVALID",
    retryable: false,
    billed: {},
  });
  expect(vendor?.billed()).toBe(12);
  expect(await outcome("no_output")).toEqual({ state: "failed", reason: "no_output", retryable: true, billed: whole });
  expect(await outcome("foreign_output")).toMatchObject({ state: "failed", reason: "foreign_output", billed: whole });
});

it("says that the account is empty, though Runway calls it a bad request", async () => {
  const { adapter, emulator } = await start();
  emulator.faults.add("submit", RUNWAY_FAULTS.noCredit);
  await expect(adapter.submit(REQUEST, ATTEMPT, signal())).rejects.toMatchObject({
    code: "rate_limited",
    retryable: false,
    remedy: "Add credit to the Runway account.",
  });
});

it("checks what it can before anything is paid", async () => {
  const { adapter, emulator } = await start();
  const submit = (change: Partial<VideoRequest>) => adapter.submit({ ...REQUEST, ...change }, ATTEMPT, signal());
  await expect(submit({ prompt: "a".repeat(1_001) })).rejects.toMatchObject({ code: "invalid_input", field: "prompt" });
  await expect(submit({ seconds: 4.5 })).rejects.toMatchObject({ code: "invalid_input", field: "seconds" });
  const page = { bytes: Buffer.from("<html>"), contentType: "image/png" };
  await expect(submit({ image: page })).rejects.toMatchObject({ code: "invalid_input", reason: "image_type" });
  expect(emulator.bill.tasks).toBe(0);
});

it("cancels what still runs, and leaves alone what has ended", async () => {
  const { adapter, emulator, clock } = await start({ runMs: 10_000 });
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  await adapter.cancel?.(jobId, signal());
  const cancelled = { state: "failed", reason: "cancelled", retryable: false, billed: {} };
  expect(await adapter.collect(jobId, signal())).toEqual(cancelled);
  expect(emulator.bill.credits).toBe(0);
  const { jobId: ended } = await adapter.submit(REQUEST, ATTEMPT, signal());
  clock.advance(10_000);
  await adapter.cancel?.(ended, signal());
  expect(emulator.bill.credits).toBe(30);
  await adapter.cancel?.("720x1280_6s_1_unknown", signal());
  emulator.faults.add("cancel", RUNWAY_FAULTS.broken);
  await expect(adapter.cancel?.(ended, signal())).rejects.toMatchObject({ code: "provider_failed" });
});

it("gets a fresh link for a clip that is collected late", async () => {
  const { adapter, clock } = await start();
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  clock.advance(5 * 24 * 3_600_000);
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("fails for a moment where a file or an answer breaks off, and knows its own ids", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  for (const [operation, fault] of [
    ["task", RUNWAY_FAULTS.broken],
    ["task", RUNWAY_FAULTS.garbage],
    ["task", RUNWAY_FAULTS.busy],
    ["output", RUNWAY_FAULTS.cut],
    ["output", RUNWAY_FAULTS.gateway],
  ] as const) {
    emulator.faults.add(operation, fault);
    await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  }
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  for (const foreign of ["720x1280_6s_1_unknown", "a-bare-id", "../../v1/organization"]) {
    await expect(adapter.collect(foreign, signal())).rejects.toMatchObject({ code: "not_found" });
  }
});

it("fetches clips from Runway's own hosts only", () => {
  const isAllowed = (url: string) => isAllowedOutput(url, { ...RUNWAY_CLIPS, baseUrl: "https://api.dev.runwayml.com" });
  for (const host of ["dnznrvs05pmza.cloudfront.net", "runway-task-artifacts.s3.amazonaws.com", "files.runwayml.com"]) {
    expect(isAllowed(`https://${host}/a/b.mp4?_jwt=c`), host).toBe(true);
  }
  for (const url of [
    "http://dnznrvs05pmza.cloudfront.net/a.mp4",
    "https://other.cloudfront.net/a.mp4",
    "https://bucket.s3.amazonaws.com/a.mp4",
    "https://runwayml.com.evil.example/a.mp4",
    "https://evilrunwayml.com/a.mp4",
  ]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
