import { afterAll, expect, it } from "vitest";
import { HOUR_MS, ManualClock } from "../../../../agents/kernel/clock.ts";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { isAllowedPicture } from "../download-picture.ts";
import {
  REPLICATE_FAULTS,
  type ReplicateEmulator,
  type ReplicateEmulatorOptions,
  startReplicateEmulator,
} from "./emulator/replicate-emulator.ts";
import { createReplicateGenerator, REPLICATE_PICTURES, type ReplicateOptions } from "./replicate.ts";

const running: ReplicateEmulator[] = [];
afterAll(async () => {
  await Promise.all(running.map((emulator) => emulator.close()));
});

/** Waiting, on either side, moves the one clock. */
async function start(emulated: ReplicateEmulatorOptions = {}, options: Partial<ReplicateOptions> = {}) {
  const clock = new ManualClock();
  const wait = async (ms: number) => clock.advance(ms);
  const emulator = await startReplicateEmulator({ clock, wait, ...emulated });
  running.push(emulator);
  const { token, baseUrl } = emulator;
  const generator = createReplicateGenerator({ token, baseUrl, wait, timeoutMs: 5_000, ...options });
  return { clock, emulator, generator, startedAt: clock.now() };
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: 99,
  aspectRatio: "4:5",
  lora: { reference: "studio/luna-lora", scale: 0.9 },
  parameters: { steps: 30, guidance: 12 },
};
const signal = () => AbortSignal.timeout(20_000);

describeImageGenerator("Replicate, quick", () => start());
describeImageGenerator("Replicate, slow", () => start({ startMs: 2_000, runMs: 9_000 }));

it("sends what the model takes, within its ranges, and bills one picture", async () => {
  const { emulator, generator } = await start({ runMs: 4_000 });
  const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
  const outcome = await generator.collect(jobId, signal());
  expect(outcome).toMatchObject({
    state: "succeeded",
    image: { contentType: "image/png", units: { image: 1 }, modelVersion: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(emulator.inputs).toMatchObject([
    {
      seed: 99,
      guidance: 10,
      num_inference_steps: 30,
      lora_weights: "studio/luna-lora",
      lora_scale: 0.9,
      go_fast: false,
    },
  ]);
  expect(emulator.bill).toEqual({ predictions: 1, images: 1, predictSeconds: 4 });
});

it("pays once, whatever the network does, and finds the lost submission again", async () => {
  for (const fault of [
    REPLICATE_FAULTS.cut,
    REPLICATE_FAULTS.broken,
    REPLICATE_FAULTS.garbage,
    REPLICATE_FAULTS.hang,
  ]) {
    const { emulator, generator, startedAt } = await start({}, { timeoutMs: 400 });
    emulator.faults.add("create", fault, Number.POSITIVE_INFINITY);
    await expect(generator.submit(REQUEST, "attempt-1", signal())).rejects.toMatchObject({ code: "outcome_unknown" });
    // Only the cut answer belonged to a prediction that was really made.
    const made = fault.kind === "cut" ? 1 : 0;
    expect(emulator.bill.predictions).toBe(made);
    const found = await generator.find("attempt-1", startedAt, signal());
    expect(found === null).toBe(made === 0);
    if (found) expect(await generator.collect(found.jobId, signal())).toMatchObject({ state: "succeeded" });
  }
});

it("finds an attempt many pages back, and admits when it cannot tell", async () => {
  const { clock, generator, startedAt } = await start({ pageSize: 3 });
  const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
  for (let index = 2; index < 12; index += 1) await generator.submit(REQUEST, `attempt-${index}`, signal());
  expect(await generator.find("attempt-1", startedAt, signal())).toEqual({ jobId });
  clock.advance(2 * HOUR_MS);
  await expect(generator.find("attempt-1", startedAt, signal())).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(await generator.find("attempt-1", clock.now(), signal())).toBeNull();
});

it("says clearly what was refused before anything was made", async () => {
  const { emulator, generator } = await start();
  const failure = async (fault: Parameters<ReplicateEmulator["faults"]["add"]>[1]) => {
    emulator.faults.add("create", fault);
    return generator.submit(REQUEST, "attempt-1", signal()).catch((error: unknown) => error);
  };
  expect(await failure(REPLICATE_FAULTS.unauthenticated)).toMatchObject({ code: "not_configured" });
  expect(await failure(REPLICATE_FAULTS.noCredit)).toMatchObject({ code: "rate_limited", retryable: false });
  expect(await failure(REPLICATE_FAULTS.invalid)).toMatchObject({ code: "provider_failed", retryable: false });
  expect(await failure(REPLICATE_FAULTS.rateLimited(30))).toMatchObject({ code: "rate_limited", retryAfterMs: 30_000 });
  expect(emulator.bill.predictions).toBe(0);
  const badLora = { ...REQUEST, lora: { reference: "not a reference", scale: 1 } };
  await expect(generator.submit(badLora, "attempt-1", signal())).rejects.toMatchObject({ retryable: false });
  const stopped = await startReplicateEmulator();
  await stopped.close();
  const nobody = createReplicateGenerator({ token: "r8_x", baseUrl: stopped.baseUrl });
  await expect(nobody.submit(REQUEST, "attempt-1", signal())).rejects.toMatchObject({ code: "unavailable" });
});

it("tells a refusal from a failure", async () => {
  const outcome = async (scripted: Parameters<ReplicateEmulator["outcomes"]["add"]>[1]) => {
    const { emulator, generator } = await start();
    emulator.outcomes.add("prediction", scripted);
    const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
    return generator.collect(jobId, signal()).catch((error: unknown) => error);
  };
  expect(await outcome("nsfw")).toEqual({ state: "refused", reason: "nsfw" });
  expect(await outcome("fewer_outputs")).toEqual({ state: "refused", reason: "nsfw" });
  expect(await outcome("failed")).toMatchObject({ state: "failed", retryable: true });
  expect(await outcome("never_finishes")).toEqual({ state: "running" });
  expect(await outcome("wrong_type")).toMatchObject({ code: "provider_failed", reason: "wrong_type" });
  expect(await outcome("foreign_output")).toMatchObject({ code: "provider_failed", reason: "foreign_output" });
});

it("rides on when collecting fails for a moment", async () => {
  const { clock, emulator, generator } = await start({ runMs: 60_000 });
  const { jobId } = await generator.submit(REQUEST, "attempt-1", signal());
  emulator.faults.add("get", REPLICATE_FAULTS.broken);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ code: "provider_failed", retryable: true });
  emulator.faults.add("output", REPLICATE_FAULTS.cut);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  emulator.faults.add("output", REPLICATE_FAULTS.gone);
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "failed", reason: "output_expired" });
  clock.advance(2 * HOUR_MS);
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "failed", reason: "output_expired" });
  await expect(generator.collect("nobody", signal())).rejects.toMatchObject({ code: "not_found" });
});

it("fetches pictures from the vendor's own hosts only", () => {
  const official = "https://api.replicate.com/v1";
  const isAllowedOutput = (url: string, baseUrl: string) => isAllowedPicture(url, { ...REPLICATE_PICTURES, baseUrl });
  expect(isAllowedOutput("https://replicate.delivery/xezq/a/out-0.png", official)).toBe(true);
  expect(isAllowedOutput("https://pbxt.replicate.delivery/a.png", official)).toBe(true);
  for (const url of [
    "http://replicate.delivery/a.png",
    "https://replicate.delivery.evil.example/a.png",
    "https://evilreplicate.delivery/a.png",
    "https://replicate.delivery:8443/a.png",
    "https://user@replicate.delivery/a.png",
    "https://api.replicate.com/a.png",
    "http://127.0.0.1/a.png",
    "file:///etc/passwd",
    "nonsense",
  ]) {
    expect(isAllowedOutput(url, official), url).toBe(false);
  }
  expect(isAllowedOutput("http://127.0.0.1:4010/files/a.png", "http://127.0.0.1:4010/v1")).toBe(true);
  expect(isAllowedOutput("http://127.0.0.1:4011/files/a.png", "http://127.0.0.1:4010/v1")).toBe(false);
});
