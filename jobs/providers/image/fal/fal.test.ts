import { afterAll, expect, it } from "vitest";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { isAllowedPicture } from "../download-picture.ts";
import {
  FAL_FAULTS,
  type FalEmulator,
  type FalEmulatorOptions,
  type FalOutcome,
  startFalEmulator,
} from "./emulator/fal-emulator.ts";
import { createFalGenerator, FAL_PICTURES, type FalOptions } from "./fal.ts";

const running: FalEmulator[] = [];
afterAll(async () => {
  await Promise.all(running.map((emulator) => emulator.close()));
});

/** Waiting moves the one clock. */
async function start(emulated: FalEmulatorOptions = {}, options: Partial<FalOptions> = {}) {
  const clock = new ManualClock();
  const emulator = await startFalEmulator({ clock, ...emulated });
  running.push(emulator);
  const { key, baseUrl } = emulator;
  const wait = async (ms: number) => clock.advance(ms);
  return { emulator, generator: createFalGenerator({ key, baseUrl, wait, ...options }), startedAt: clock.now() };
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  lora: { reference: "https://v3.fal.media/files/luna.safetensors", scale: 0.9 },
  parameters: { steps: 30, guidance: 12 },
};
const signal = () => AbortSignal.timeout(20_000);

describeImageGenerator("fal.ai", () => start());

it("sends what the model takes, within its ranges, waits for it, and bills one picture", async () => {
  const { emulator, generator } = await start({ queueMs: 2_000, runMs: 9_000 });
  const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
  expect(await generator.collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    image: { units: { image: 1 } },
  });
  expect(emulator.inputs).toMatchObject([
    {
      seed: 2 ** 32 - 7,
      guidance_scale: 10,
      image_size: { width: 896, height: 1_088 },
      loras: [{ scale: 0.9 }],
      enable_safety_checker: true,
    },
  ]);
  expect(emulator.bill).toEqual({ requests: 1, images: 1 });
});

it("calls a submission unknown when it may have been taken, and only then", async () => {
  const { emulator, generator } = await start({}, { timeoutMs: 400 });
  const failure = async (fault: Parameters<FalEmulator["faults"]["add"]>[1]) => {
    emulator.faults.add("submit", fault);
    return generator.submit(REQUEST, "attempt-1", signal()).catch((error: unknown) => error);
  };
  const unknown = { code: "outcome_unknown", retryable: false };
  for (const fault of [FAL_FAULTS.cut, FAL_FAULTS.broken, FAL_FAULTS.garbage, FAL_FAULTS.hang]) {
    expect(await failure(fault), fault.kind).toMatchObject(unknown);
  }
  // Only the cut answer belonged to a request that was taken, and nothing was asked twice.
  expect(emulator.bill.requests).toBe(1);
  expect(generator.find).toBeNull();
  expect(await failure(FAL_FAULTS.unauthenticated)).toMatchObject({ code: "not_configured" });
  expect(await failure(FAL_FAULTS.noCredit)).toMatchObject({ code: "rate_limited", retryable: false });
  expect(await failure(FAL_FAULTS.invalid)).toMatchObject({ code: "provider_failed", retryable: false });
  expect(await failure(FAL_FAULTS.busy)).toMatchObject({ code: "rate_limited", retryable: true });
  const stopped = await startFalEmulator();
  await stopped.close();
  const nobody = createFalGenerator({ key: "x", baseUrl: stopped.baseUrl });
  await expect(nobody.submit(REQUEST, "attempt-1", signal())).rejects.toMatchObject({ code: "unavailable" });
});

it("tells a refusal from a failure", async () => {
  const { emulator, generator } = await start({}, { collectTimeoutMs: 3_000 });
  const outcome = async (scripted: FalOutcome) => {
    emulator.outcomes.add("request", scripted);
    const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
    return generator.collect(jobId, signal()).catch((error: unknown) => error);
  };
  expect(await outcome("nsfw")).toEqual({ state: "refused", reason: "nsfw" });
  expect(await outcome("refused")).toEqual({ state: "refused", reason: "nsfw" });
  expect(await outcome("failed")).toMatchObject({ state: "failed", retryable: true });
  expect(await outcome("never_finishes")).toEqual({ state: "running" });
  expect(await outcome("wrong_type")).toMatchObject({ code: "provider_failed", reason: "wrong_type" });
  expect(await outcome("foreign_output")).toMatchObject({ code: "provider_failed", reason: "foreign_output" });
});

it("rides on when collecting fails for a moment", async () => {
  const { emulator, generator } = await start();
  const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
  emulator.faults.add("status", FAL_FAULTS.broken);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  emulator.faults.add("result", FAL_FAULTS.gateway);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  emulator.faults.add("output", FAL_FAULTS.cut);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  emulator.faults.add("output", FAL_FAULTS.gone);
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "failed", reason: "output_expired" });
  await expect(generator.collect("nobody", signal())).rejects.toMatchObject({ code: "not_found" });
});

it("fetches pictures from the vendor's own hosts only", () => {
  const isAllowed = (url: string) => isAllowedPicture(url, { ...FAL_PICTURES, baseUrl: "https://queue.fal.run" });
  expect(isAllowed("https://v3.fal.media/files/a/b.png")).toBe(true);
  for (const url of ["http://v3.fal.media/a.png", "https://fal.media.evil.example/a.png", "https://queue.fal.run/a"]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
