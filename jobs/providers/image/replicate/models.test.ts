import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import type { GroundOptions } from "../../replicate/testing/emulated-vendor.ts";
import { createReplicateImageHarness, type ReplicateImageName } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(name?: ReplicateImageName, options?: GroundOptions) {
  const harness = await createReplicateImageHarness(name, options);
  running.push(harness);
  return harness;
}

const face = async (seed: number, size = { width: 96, height: 128 }): Promise<VendorFile> => ({
  bytes: await drawPicture(["a face", seed], size).png().toBuffer(),
  contentType: "image/png",
});
/** Too large for a data URL: noise does not compress. */
async function largeFace(): Promise<VendorFile> {
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const picture = sharp({ create: { width: 400, height: 400, channels: 3, background: "white", noise } });
  return { bytes: await picture.png().toBuffer(), contentType: "image/png" };
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: 99,
  aspectRatio: "4:5",
  parameters: { steps: 30, guidance: 12 },
};
const LORA = { reference: "studio/luna-lora", scale: 0.9 };
const signal = () => AbortSignal.timeout(20_000);
const attempt = (key = "attempt-1") => ({ key, callbackUrl: null });
const reference = await face(1);

async function make(harness: Awaited<ReturnType<typeof start>>, request: ImageRequest, key?: string) {
  const { jobId } = await harness.adapter.submit(request, attempt(key), signal());
  const outcome = await harness.adapter.collect(jobId, signal());
  if (outcome.state !== "succeeded") throw new Error(`The job is ${JSON.stringify(outcome)}.`);
  return outcome.made;
}

describe("what each model is sent, and billed by", () => {
  it("flux-dev-lora: within its ranges, by the picture", async () => {
    const harness = await start();
    const made = await make(harness, { ...REQUEST, lora: LORA });
    expect(made).toMatchObject({
      contentType: "image/png",
      units: { image: 1 },
      modelVersion: expect.stringMatching(/^[0-9a-f]{64}$/),
      parameters: { seed: 99, lora_weights: "studio/luna-lora" },
    });
    const { prompt_strength: mark, ...input } = harness.emulator.inputs[0] ?? {};
    expect(mark).toBeGreaterThan(0);
    expect(input).toEqual({
      prompt: REQUEST.prompt,
      aspect_ratio: "4:5",
      num_outputs: 1,
      num_inference_steps: 30,
      guidance: 10,
      seed: 99,
      output_format: "png",
      megapixels: "1",
      go_fast: false,
      disable_safety_checker: false,
      lora_weights: "studio/luna-lora",
      lora_scale: 0.9,
    });
    expect(harness.emulator.bill).toMatchObject({ predictions: 1, images: 1, predictSeconds: 0 });
  });

  it("flux-dev-lora: a LoRA by name, version or link, and as a training names it; no other", async () => {
    const harness = await start();
    const hex = harness.trained.split(":")[1];
    const links = [
      "studio/luna-lora/v2",
      "huggingface.co/studio/luna",
      "https://files.example/luna.safetensors?signature=abc",
    ];
    for (const [name, sent] of [...links.map((link) => [link, link]), [`studio/luna:${hex}`, `studio/luna/${hex}`]]) {
      const made = await make(harness, { ...REQUEST, lora: { reference: name ?? "", scale: 1 } });
      expect(harness.emulator.inputs.at(-1)).toMatchObject({ lora_weights: sent });
      // Signatures are keys: no part of what is kept.
      expect(JSON.stringify(made.parameters)).not.toContain("signature");
    }
    const unknown = harness.adapter.submit(
      { ...REQUEST, lora: { reference: "not a reference", scale: 1 } },
      attempt(),
      signal(),
    );
    await expect(unknown).rejects.toMatchObject({ code: "invalid_input", field: "lora" });
    expect(harness.emulator.bill.predictions).toBe(4);
  });

  it("flux-dev-lora: LoRAs of the account's own have to exist", async () => {
    const harness = await start();
    const [model = "", version] = harness.trained.split(":");
    await make(harness, { ...REQUEST, lora: { reference: `${model}/${version}`, scale: 1 } });
    const lost = { ...REQUEST, lora: { reference: `${model}-gone`, scale: 1 } };
    const { jobId } = await harness.adapter.submit(lost, attempt(), signal());
    expect(await harness.adapter.collect(jobId, signal())).toMatchObject({ state: "failed", billed: {} });
  });

  it("a trained version: that very version, by its own names, by the second", async () => {
    const harness = await start("trained-version", { runMs: 7_500 });
    const lora = { reference: harness.trained, scale: 2.5 };
    const made = await make(harness, { ...REQUEST, lora });
    expect(made).toMatchObject({ units: { second: 7.5 }, modelVersion: harness.trained.split(":")[1] });
    expect(harness.emulator.inputs[0]).toMatchObject({ model: "dev", guidance_scale: 10, lora_scale: 2, seed: 99 });
    for (const wrong of [REQUEST, { ...REQUEST, lora: LORA }]) {
      await expect(harness.adapter.submit(wrong, attempt(), signal())).rejects.toMatchObject({ field: "lora" });
    }
    const unknown = { ...REQUEST, lora: { reference: `studio/other:${"0".repeat(64)}`, scale: 1 } };
    await expect(harness.adapter.submit(unknown, attempt(), signal())).rejects.toMatchObject({ retryable: false });
    expect(harness.emulator.bill).toMatchObject({ predictions: 1, images: 0, predictSeconds: 7.5 });
  });

  it("sdxl: with the negative prompt, in pixels, with weights by link", async () => {
    const harness = await start("stability-ai/sdxl", { runMs: 5_000 });
    const lora = { reference: "https://files.example/luna.tar?signature=abc", scale: 1.5 };
    expect(await make(harness, { ...REQUEST, lora })).toMatchObject({ units: { second: 5 } });
    expect(harness.emulator.inputs[0]).toMatchObject({
      negative_prompt: "blurry",
      width: 896,
      height: 1_088,
      guidance_scale: 12,
      replicate_weights: lora.reference,
      lora_scale: 1,
    });
    const named = harness.adapter.submit({ ...REQUEST, lora: LORA }, attempt(), signal());
    await expect(named).rejects.toMatchObject({ code: "invalid_input", field: "lora" });
  });

  it("flux-kontext-pro: the face uploaded, by the picture", async () => {
    const harness = await start("black-forest-labs/flux-kontext-pro");
    const made = await make(harness, { ...REQUEST, reference });
    expect(made.units).toEqual({ image: 1 });
    expect(harness.emulator.inputs[0]).toEqual({
      prompt: REQUEST.prompt,
      input_image: expect.stringMatching(/\/v1\/files\/\w+$/),
      aspect_ratio: "4:5",
      seed: 99,
      output_format: "png",
      safety_tolerance: 2,
      prompt_upsampling: false,
    });
    const other = await make(harness, { ...REQUEST, reference: await face(2) });
    expect(Buffer.from(other.bytes).equals(Buffer.from(made.bytes))).toBe(false);
  });

  it("flux-pulid: a small face inside the request, a large one uploaded, by the second", async () => {
    const harness = await start("bytedance/flux-pulid", { runMs: 12_000 });
    const made = await make(harness, { ...REQUEST, reference });
    expect(made.units).toEqual({ second: 12 });
    expect(made.parameters).not.toHaveProperty("main_face_image");
    expect(harness.emulator.inputs[0]).toMatchObject({
      main_face_image: expect.stringMatching(/^data:image\/png;base64,/),
      num_steps: 20,
      start_step: 0,
      guidance_scale: 10,
      width: 896,
      height: 1_088,
    });
    await make(harness, { ...REQUEST, reference: await largeFace() });
    expect(harness.emulator.inputs[1]).toMatchObject({ main_face_image: expect.stringMatching(/\/v1\/files\/\w+$/) });
  });

  it("refuses a face or a LoRA that the model would pass over, and no face where it needs one, unpaid", async () => {
    const cases: readonly [ReplicateImageName, Partial<ImageRequest>, string][] = [
      ["black-forest-labs/flux-dev-lora", { reference }, "reference"],
      ["black-forest-labs/flux-kontext-pro", { reference, lora: LORA }, "lora"],
      ["black-forest-labs/flux-kontext-pro", {}, "reference"],
      ["bytedance/flux-pulid", {}, "reference"],
    ];
    for (const [name, more, field] of cases) {
      const { adapter, emulator } = await start(name);
      const submitted = adapter.submit({ ...REQUEST, ...more }, attempt(), signal());
      await expect(submitted).rejects.toMatchObject({ code: "invalid_input", field, remedy: expect.any(String) });
      expect(emulator.bill.predictions).toBe(0);
    }
  });
});
