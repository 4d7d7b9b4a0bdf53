import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageGenerator, ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { FalEmulatorOptions } from "../../fal/emulator/fal-emulator.ts";
import { FAL_FAULTS } from "../../fal/emulator/fal-words.ts";
import type { FalOutcome } from "../../fal/emulator/request-queue.ts";
import type { FalOptions } from "../../fal/fal-queue.ts";
import { createFalHarness, type FalHarness } from "../../fal/testing/harness.ts";
import { createFalGenerator, type FalImageModel } from "./fal.ts";
import { FLUX_KONTEXT, FLUX_LORA, FLUX_PULID } from "./image-models.ts";

const running: FalHarness<ImageGenerator>[] = [];
afterAll(async () => {
  await Promise.allSettled(running.map((harness) => harness.close()));
});

async function start(model: FalImageModel, emulated: FalEmulatorOptions = {}, more: Partial<FalOptions> = {}) {
  const harness = await createFalHarness((options) => createFalGenerator(model, options), emulated, more);
  running.push(harness);
  return harness;
}

const portrait = sharp({ create: { width: 64, height: 64, channels: 3, background: "#c9a38b" } });
const reference = { bytes: await portrait.png().toBuffer(), contentType: "image/png" };

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  lora: { reference: "https://v3.fal.media/files/luna.safetensors", scale: 0.9 },
  reference,
  parameters: { steps: 30, guidance: 12 },
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);

async function generate({ adapter }: { adapter: ImageGenerator }, change: Partial<ImageRequest> = {}) {
  const { jobId } = await adapter.submit({ ...REQUEST, ...change }, ATTEMPT, signal());
  return adapter.collect(jobId, signal());
}

describeImageGenerator("fal-ai/flux-lora", () => start(FLUX_LORA));
describeImageGenerator("fal-ai/flux-pulid", () => start(FLUX_PULID), { reference });
describeImageGenerator("fal-ai/flux-pro/kontext", () => start(FLUX_KONTEXT), { reference });

it("asks flux-lora for what it takes, within its ranges, waits for it, and is billed one picture", async () => {
  const harness = await start(FLUX_LORA, { queueMs: 2_000, runMs: 9_000 });
  const asked = {
    prompt: REQUEST.prompt,
    seed: 2 ** 32 - 7,
    image_size: { width: 896, height: 1_088 },
    num_inference_steps: 30,
    guidance_scale: 10,
    num_images: 1,
    output_format: "png",
    enable_safety_checker: true,
    loras: [{ path: "https://v3.fal.media/files/luna.safetensors", scale: 0.9 }],
  };
  expect(await generate(harness)).toMatchObject({
    state: "succeeded",
    made: { contentType: "image/png", parameters: { model: "fal-ai/flux-lora", ...asked }, units: { image: 1 } },
  });
  expect(harness.emulator.inputs).toEqual([asked]);
  expect(harness.emulator.uploads).toEqual([]);
});

it("hands flux-pulid the face by a link of its storage, kept for a day", async () => {
  const harness = await start(FLUX_PULID);
  const outcome = await generate(harness);
  expect(outcome).toMatchObject({ state: "succeeded", made: { contentType: "image/jpeg" } });
  const [input] = harness.emulator.inputs;
  expect(input).toEqual({
    prompt: REQUEST.prompt,
    negative_prompt: "blurry",
    seed: 2 ** 32 - 7,
    image_size: { width: 896, height: 1_088 },
    num_inference_steps: 30,
    guidance_scale: 10,
    max_sequence_length: "256",
    enable_safety_checker: true,
    reference_image_url: expect.stringMatching(/\/files\/[\w-]+\/reference\.png$/),
  });
  expect(harness.emulator.uploads).toEqual([
    { name: "reference.png", contentType: "image/png", bytes: reference.bytes, keptSeconds: 86_400 },
  ]);
  // Whose face it is, is no part of what is kept as provenance.
  expect(JSON.stringify(outcome)).not.toContain("reference_image_url");
});

it("makes another picture of another face, and needs one that is a picture", async () => {
  for (const model of [FLUX_PULID, FLUX_KONTEXT]) {
    const harness = await start(model);
    const other = { ...reference, bytes: await portrait.clone().negate().png().toBuffer() };
    const [first, second] = [await generate(harness), await generate(harness, { reference: other })];
    if (first.state !== "succeeded" || second.state !== "succeeded") throw new Error("not made");
    expect(Buffer.from(first.made.bytes).equals(Buffer.from(second.made.bytes))).toBe(false);
    const { reference: _none, ...faceless } = REQUEST;
    await expect(harness.adapter.submit(faceless, ATTEMPT, signal())).rejects.toMatchObject({
      code: "invalid_input",
      field: "reference",
    });
    const page = { bytes: Buffer.from("<html>"), contentType: "image/png" };
    await expect(generate(harness, { reference: page })).rejects.toMatchObject({ code: "invalid_input" });
    expect(harness.vendor.taken()).toBe(2);
  }
});

it("names kontext's shape, or cuts the reference to the one it has no name for", async () => {
  const harness = await start(FLUX_KONTEXT);
  const sizes: Record<string, number> = {};
  for (const aspectRatio of ["4:5", "9:16"]) {
    const outcome = await generate(harness, { aspectRatio });
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    const { width, height } = await sharp(outcome.made.bytes).metadata();
    sizes[aspectRatio] = width / height;
  }
  expect(sizes["4:5"]).toBeCloseTo(4 / 5, 1);
  expect(sizes["9:16"]).toBeCloseTo(9 / 16, 1);
  const common = { prompt: REQUEST.prompt, seed: 2 ** 32 - 7, guidance_scale: 10, num_images: 1 };
  const image_url = expect.any(String);
  expect(harness.emulator.inputs).toEqual([
    { ...common, output_format: "png", safety_tolerance: "2", image_url },
    { ...common, output_format: "png", safety_tolerance: "2", image_url, aspect_ratio: "9:16" },
  ]);
});

it("tells refusals from failures, and what each costs", async () => {
  const harness = await start(FLUX_LORA, {}, { collectTimeoutMs: 3_000 });
  const outcome = async (scripted: FalOutcome) => {
    harness.emulator.outcomes.add("request", scripted);
    return generate(harness);
  };
  const policy = "content_policy_violation: The content was flagged by a content checker.";
  expect(await outcome("refused")).toEqual({ state: "refused", reason: policy, billed: {} });
  expect(await outcome("refused_late")).toEqual({ state: "refused", reason: policy, billed: { image: 1 } });
  expect(await outcome("nsfw")).toEqual({ state: "refused", reason: "nsfw", billed: { image: 1 } });
  expect(await outcome("failed")).toEqual({
    state: "failed",
    reason: "Internal Server Error",
    retryable: true,
    billed: {},
  });
  expect(await outcome("foreign_output")).toEqual({
    state: "failed",
    reason: "foreign_output",
    retryable: false,
    billed: { image: 1 },
  });
  expect(await outcome("never_finishes")).toEqual({ state: "running" });
  expect(harness.vendor.billed()).toBe(3);
});

it("says why a file of ours could not be read", async () => {
  const harness = await start(FLUX_LORA);
  const lora = { reference: `${harness.emulator.baseUrl}/files/gone/luna.safetensors`, scale: 1 };
  expect(await generate(harness, { lora })).toEqual({
    state: "failed",
    reason: "file_download_error: Failed to download the file.",
    retryable: false,
    billed: {},
  });
  expect(harness.vendor.billed()).toBe(0);
});

it("rides on when the answer or the picture fails for a moment", async () => {
  const { adapter, emulator } = await start(FLUX_LORA);
  const { jobId } = await adapter.submit(REQUEST, ATTEMPT, signal());
  for (const [operation, fault] of [
    ["status", FAL_FAULTS.busy],
    ["result", FAL_FAULTS.gateway],
    ["output", FAL_FAULTS.cut],
  ] as const) {
    emulator.faults.add(operation, fault);
    await expect(adapter.collect(jobId, signal()), operation).rejects.toMatchObject({ retryable: true });
  }
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  await expect(adapter.collect("nobody", signal())).rejects.toMatchObject({ code: "not_found" });
});

it("is collected by another process", async () => {
  const harness = await start(FLUX_LORA);
  const { jobId } = await harness.adapter.submit(REQUEST, ATTEMPT, signal());
  expect(await harness.reopen().collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: { parameters: { model: "fal-ai/flux-lora", seed: 2 ** 32 - 7, prompt: REQUEST.prompt }, units: { image: 1 } },
  });
});
