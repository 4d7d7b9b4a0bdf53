import { afterAll, expect, it } from "vitest";
import { ManualClock, MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { BFL_SERVERS, type BflOptions, createBflGenerator } from "./bfl.ts";
import { BFL_FAULTS, type BflEmulatorOptions, type BflOutcome, startBflEmulator } from "./emulator/bfl-emulator.ts";
import { createBflHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((started) => started.close()));
});

/** Waiting moves the one clock. */
async function start(emulated: BflEmulatorOptions = {}, options: Partial<BflOptions> = {}) {
  const clock = new ManualClock();
  const emulator = await startBflEmulator({ clock, ...emulated });
  running.push(emulator);
  const { key, baseUrl } = emulator;
  const wait = async (ms: number) => clock.advance(ms);
  const create = () => createBflGenerator({ key, baseUrl, wait, ...options });
  return { emulator, clock, create, generator: create() };
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  parameters: { steps: 30, guidance: 3 },
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);
const face = async () => ({
  bytes: new Uint8Array(await drawPicture(["face"], { width: 320, height: 256 }).png().toBuffer()),
  contentType: "image/png",
});

describeImageGenerator("BFL", async () => {
  const harness = await createBflHarness();
  running.push(harness);
  return harness;
});

it("sends what FLUX.2 takes, asks where it was told to, and bills what it was told", async () => {
  const { emulator, generator } = await start({ runMs: 9_000 });
  const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
  const sent = { seed: 2 ** 32 - 7, width: 896, height: 1_088, output_format: "png", safety_tolerance: 2 };
  expect(emulator.inputs).toEqual([{ model: "flux-2-pro", input: { prompt: REQUEST.prompt, ...sent } }]);
  expect(await generator.collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: {
      contentType: "image/png",
      modelVersion: "flux-2-pro",
      parameters: { model: "flux-2-pro", prompt: REQUEST.prompt, ...sent },
      units: { credit: 3 },
    },
  });
  expect(emulator.bill).toEqual({ requests: 1, pictures: 1, credits: 3 });
});

it("keeps a face by FLUX.1 Kontext, which has its own price, and quotes for that", async () => {
  const { emulator, generator } = await start();
  const reference = await face();
  const { jobId } = await generator.submit({ ...REQUEST, aspectRatio: "9:16", reference }, ATTEMPT, signal());
  const input_image = Buffer.from(reference.bytes).toString("base64");
  expect(emulator.inputs).toMatchObject([{ model: "flux-kontext-pro", input: { input_image, aspect_ratio: "9:16" } }]);
  const outcome = await generator.collect(jobId, signal());
  expect(outcome).toMatchObject({
    made: { parameters: { model: "flux-kontext-pro", reference: "image/png" }, units: { credit: 4 } },
  });
  expect(jobId).not.toContain(input_image.slice(0, 40));
  expect(generator.info).toMatchObject({ unit: "credit", usualUnits: { credit: 4 } });
  expect(emulator.bill).toEqual({ requests: 1, pictures: 1, credits: 4 });
});

it("bills by the price list where it is not told", async () => {
  const { emulator, generator } = await start({}, { model: "flux-2-klein-4b" });
  emulator.outcomes.add("task", "unpriced");
  const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
  expect(await generator.collect(jobId, signal())).toMatchObject({ made: { units: { credit: 1.4 } } });
  expect(emulator.bill.credits).toBe(1.4);
});

it("leaves a submission open that was called off midway", async () => {
  const { emulator, generator } = await start();
  emulator.faults.add("submit", BFL_FAULTS.hang);
  const caller = new AbortController();
  const submitting = generator.submit(REQUEST, ATTEMPT, caller.signal);
  caller.abort();
  await expect(submitting).rejects.toMatchObject({ code: "outcome_unknown" });
});

it("collects after a restart, from the id alone", async () => {
  const { generator, create } = await start({ runMs: 9_000 });
  const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
  expect(jobId).toContain("/us1/v1/get_result?id=");
  expect(await create().collect(jobId, signal())).toMatchObject({ made: { parameters: { width: 896 } } });
});

it("may be woken by a webhook; then no address is told, and it asks at the usual one", async () => {
  const { emulator, generator } = await start();
  const callbackUrl = "https://creators.example/hooks/bfl/1";
  const { jobId } = await generator.submit(REQUEST, { ...ATTEMPT, callbackUrl }, signal());
  expect(emulator.inputs).toMatchObject([{ input: { webhook_url: callbackUrl } }]);
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("tells refusals from failures, and bills only what was ready", async () => {
  const { emulator, generator } = await start({}, { collectTimeoutMs: 3_000 });
  const outcome = async (scripted: BflOutcome) => {
    emulator.outcomes.add("task", scripted);
    const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
    return generator.collect(jobId, signal()).catch((error: unknown) => error);
  };
  const reasons = '{"Moderation Reasons":["Derivative Works Filter"]}';
  const refused = (status: string) => ({ state: "refused", reason: `${status}: ${reasons}`, billed: {} });
  expect(await outcome("request_moderated")).toEqual(refused("Request Moderated"));
  expect(await outcome("content_moderated")).toEqual(refused("Content Moderated"));
  expect(await outcome("failed")).toMatchObject({ state: "failed", retryable: true, billed: {} });
  // Told beside a 503, which is no reason to ask again.
  expect(await outcome("crashed")).toMatchObject({ state: "failed", reason: "Error", retryable: true, billed: {} });
  expect(await outcome("never_finishes")).toEqual({ state: "running" });
  expect(emulator.bill.credits).toBe(0);
  expect(await outcome("forgotten")).toMatchObject({ reason: "task_not_found", billed: { credit: 3 } });
  expect(await outcome("foreign_output")).toMatchObject({
    reason: "foreign_output",
    retryable: false,
    billed: { credit: 3 },
  });
  expect(emulator.bill.credits).toBe(6);
});

it("finds the link dead after ten minutes", async () => {
  const { generator, clock } = await start();
  const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
  clock.advance(10 * MINUTE_MS);
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  clock.advance(1);
  expect(await generator.collect(jobId, signal())).toMatchObject({ reason: "output_expired", billed: { credit: 3 } });
});

it("rides on when asking or fetching fails for a moment", async () => {
  const { emulator, generator } = await start();
  const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
  for (const fault of [BFL_FAULTS.broken, BFL_FAULTS.gateway, BFL_FAULTS.garbage, BFL_FAULTS.busy]) {
    emulator.faults.add("poll", fault);
    await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
  }
  emulator.faults.add("output", BFL_FAULTS.cut);
  await expect(generator.collect(jobId, signal())).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("shows its key and takes pictures at the vendor's own servers only", async () => {
  const { emulator, generator } = await start();
  emulator.outcomes.add("task", "foreign_server");
  await expect(generator.submit(REQUEST, ATTEMPT, signal())).rejects.toMatchObject({
    code: "outcome_unknown",
    message: expect.stringContaining("foreign server"),
  });
  const sent = new URLSearchParams({ credits: "3", sent: JSON.stringify({ model: "flux-2-pro" }) });
  for (const jobId of ["nobody", `https://evil.example/v1/get_result?id=1#${sent}`, `${emulator.baseUrl}/v1#sent=1`]) {
    await expect(generator.collect(jobId, signal()), jobId).rejects.toMatchObject({ code: "not_found" });
  }
  const isAllowed = (url: string) => isAllowedOutput(url, { ...BFL_SERVERS, baseUrl: "https://api.bfl.ai" });
  for (const url of ["https://api.us1.bfl.ai/v1/get_result?id=1", "https://delivery-eu4.bfl.ai/results/1/sample.png"]) {
    expect(isAllowed(url), url).toBe(true);
  }
  for (const url of ["http://api.bfl.ai/v1/get_result", "https://bfl.ai.evil.example/1", "https://api-bfl.ai/1"]) {
    expect(isAllowed(url), url).toBe(false);
  }
});

it("checks everything before anything is sent", async () => {
  const { emulator, generator } = await start();
  const failure = async (wrong: Partial<ImageRequest>) =>
    generator.submit({ ...REQUEST, ...wrong }, ATTEMPT, signal()).catch((error: unknown) => error);
  const refused = (field: string) => ({ code: "invalid_input", field, remedy: expect.any(String) });
  const { bytes } = await face();
  expect(await failure({ lora: { reference: "luna", scale: 1 } })).toMatchObject(refused("lora"));
  expect(await failure({ reference: { bytes, contentType: "image/gif" } })).toMatchObject(refused("reference"));
  const large = { bytes: new Uint8Array(20 * 1024 * 1024 + 1), contentType: "image/png" };
  expect(await failure({ reference: large })).toMatchObject(refused("reference"));
  expect(emulator.bill.requests).toBe(0);
  expect([generator.find, generator.cancel]).toEqual([null, null]);
});

it("is emulated as strictly as the vendor is", async () => {
  const { emulator } = await start();
  const ask = async (model: string, body: object) => {
    const headers = { "x-key": emulator.key, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`${emulator.baseUrl}/v1/${model}`, init);
    await response.body?.cancel();
    return response.status;
  };
  const prompt = "a lighthouse";
  expect(await ask("flux-2-pro", { prompt, width: 1_000 })).toBe(422);
  expect(await ask("flux-2-pro", { prompt, width: 4_096, height: 2_048 })).toBe(422);
  expect(await ask("flux-2-pro", { prompt, aspect_ratio: "1:1" })).toBe(422);
  expect(await ask("flux-kontext-pro", { prompt, aspect_ratio: "5:1" })).toBe(422);
  expect(await ask("flux-kontext-pro", { prompt, input_image: "data:image/png;base64,AA==" })).toBe(422);
  expect(await ask("flux-9", { prompt })).toBe(404);
  expect(emulator.bill.requests).toBe(0);
});
