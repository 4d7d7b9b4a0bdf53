import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { type Automatic1111Options, createAutomatic1111Generator } from "./automatic1111.ts";
import {
  AUTOMATIC1111_FAULTS,
  type Automatic1111EmulatorOptions,
  startAutomatic1111Emulator,
} from "./emulator/automatic1111-emulator.ts";
import { createAutomatic1111Harness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((started) => started.close()));
});

async function start(options: Partial<Automatic1111Options> = {}, emulated: Automatic1111EmulatorOptions = {}) {
  const emulator = await startAutomatic1111Emulator(emulated);
  running.push(emulator);
  const generator = createAutomatic1111Generator({ baseUrl: emulator.baseUrl, ...options });
  const outcome = async (request: ImageRequest = REQUEST) => {
    const { jobId } = await generator.submit(request, ATTEMPT, signal());
    return await generator.collect(jobId, signal());
  };
  const failure = async (wrong: Partial<ImageRequest> = {}) =>
    generator.submit({ ...REQUEST, ...wrong }, ATTEMPT, signal()).catch((error: unknown) => error);
  return { emulator, generator, outcome, failure };
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  parameters: { steps: 300, guidance: 0.5 },
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);
const CHECKPOINT = "realvisXL_v5.safetensors [6a35a78557]";
const face = async () => ({
  bytes: new Uint8Array(await drawPicture(["face"], { width: 320, height: 256 }).png().toBuffer()),
  contentType: "image/png",
});

describeImageGenerator("Automatic1111", async () => {
  const harness = await createAutomatic1111Harness();
  running.push(harness);
  return harness;
});

it("sends what the web UI takes, within its ranges, and tells seed and checkpoint that were used", async () => {
  const { emulator, outcome } = await start({ checkpoint: CHECKPOINT, sampler: "Euler a" });
  const lora = { reference: "luna-v2", scale: 0.8 };
  const made = await outcome({ ...REQUEST, lora });
  const sent = {
    prompt: "adult woman in a linen shirt, golden hour <lora:luna-v2:0.8>",
    negative_prompt: "blurry",
    seed: 2 ** 32 - 7,
    steps: 150,
    cfg_scale: 1,
    width: 896,
    height: 1_088,
    sampler_name: "Euler a",
    batch_size: 1,
    n_iter: 1,
    send_images: true,
    save_images: false,
    override_settings: { sd_model_checkpoint: CHECKPOINT },
  };
  expect(emulator.inputs).toEqual([{ operation: "txt2img", ...sent, alwayson_scripts: {} }]);
  expect(made).toMatchObject({
    state: "succeeded",
    made: {
      contentType: "image/png",
      modelVersion: "realvisXL_v5 6a35a78557",
      parameters: sent,
      units: { image: 1 },
    },
  });
  expect(emulator.bill).toEqual({ requests: 1, images: 1 });
});

it("paints over a reference where no face adapter is named", async () => {
  const { emulator, outcome } = await start();
  const reference = await face();
  const made = await outcome({ ...REQUEST, reference });
  const init_images = [Buffer.from(reference.bytes).toString("base64")];
  expect(emulator.inputs).toMatchObject([{ operation: "img2img", init_images, denoising_strength: 0.75 }]);
  expect(made).toMatchObject({ made: { parameters: { denoising_strength: 0.75, reference: "image/png" } } });
  expect(JSON.stringify(made)).not.toContain("init_images");
});

it("keeps the face by the adapter that is named", async () => {
  const controlNetModel = "ip-adapter-plus-face_sdxl_vit-h [c60d7d48]";
  const { emulator, outcome } = await start({ controlNetModel });
  const reference = await face();
  const made = await outcome({ ...REQUEST, reference });
  const image = Buffer.from(reference.bytes).toString("base64");
  const unit = { enabled: true, module: "ip-adapter-auto", model: controlNetModel, weight: 0.8 };
  expect(emulator.inputs).toMatchObject([
    { operation: "txt2img", alwayson_scripts: { controlnet: { args: [{ ...unit, image }] } } },
  ]);
  expect(made).toMatchObject({ made: { parameters: { alwayson_scripts: { controlnet: { args: [unit] } } } } });
  const forge = await start({ controlNetModel, controlNetModule: "InsightFace+CLIP-H (IPAdapter)" });
  await forge.outcome({ ...REQUEST, reference });
  expect(forge.emulator.inputs).toMatchObject([
    { alwayson_scripts: { controlnet: { args: [{ module: "InsightFace+CLIP-H (IPAdapter)" }] } } },
  ]);
});

it("signs in where it has to, and names the variable where it cannot", async () => {
  const auth = "studio:s3cret";
  expect(await (await start({ auth }, { auth })).outcome()).toMatchObject({ state: "succeeded" });
  const { emulator, failure } = await start({ auth: "studio:wrong" }, { auth });
  const refused = { code: "not_configured", remedy: expect.stringContaining("AUTOMATIC1111_AUTH") };
  expect(await failure()).toMatchObject(refused);
  expect(emulator.bill.requests).toBe(0);
});

it("says what the machine does not have", async () => {
  const model = await start({ checkpoint: "nowhere.safetensors" });
  expect(await model.failure()).toMatchObject({ code: "not_configured", reason: "http_404" });
  const sampler = await start({ sampler: "DPM++ 2M Karras" });
  expect(await sampler.failure()).toMatchObject({ code: "not_configured", reason: "http_404" });
  const withoutApi = await start({ baseUrl: `${model.emulator.baseUrl}/elsewhere` });
  expect(await withoutApi.failure()).toMatchObject({ code: "not_configured", reason: "http_404" });
});

it("knows that nothing was made when the web UI itself tells of an exception", async () => {
  const { emulator, outcome } = await start();
  emulator.outcomes.add("picture", "out_of_memory");
  expect(await outcome()).toEqual({
    state: "failed",
    reason: "OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.",
    retryable: true,
    billed: {},
  });
  const body = { error: "HTTPException", detail: "Invalid encoded image", body: "", errors: "" };
  emulator.faults.add("submit", { kind: "reply", status: 500, body });
  expect(await outcome()).toMatchObject({ reason: "HTTPException: Invalid encoded image", retryable: false });
  expect(emulator.bill.images).toBe(0);
});

it("does not take a complaint about a field for a refusal, though our own words are in it", async () => {
  const { emulator, failure } = await start();
  const detail = [{ loc: ["body", "negative_prompt"], msg: "too long", type: "value_error", input: "nsfw, blurry" }];
  emulator.faults.add("submit", { kind: "reply", status: 422, body: { detail } });
  expect(await failure()).toMatchObject({ code: "provider_failed", retryable: false });
});

it("makes do without the details of a picture", async () => {
  const { emulator, outcome } = await start();
  const png = await drawPicture(["card"], { width: 64, height: 64 }).png().toBuffer();
  emulator.faults.add("submit", {
    kind: "reply",
    status: 200,
    body: { images: [png.toString("base64")], parameters: {}, info: "" },
  });
  expect(await outcome()).toMatchObject({ state: "succeeded", made: { parameters: { seed: 2 ** 32 - 7 } } });
});

it("checks everything before anything is sent", async () => {
  const { emulator, generator, failure } = await start();
  const refused = (field: string) => ({ code: "invalid_input", field, remedy: expect.any(String) });
  expect(await failure({ lora: { reference: "luna:2><lora:other", scale: 1 } })).toMatchObject(refused("lora"));
  const { bytes } = await face();
  expect(await failure({ reference: { bytes, contentType: "image/gif" } })).toMatchObject(refused("reference"));
  expect(emulator.bill.requests).toBe(0);
  expect([generator.find, generator.cancel]).toEqual([null, null]);
});

it("leaves a submission open that was called off midway", async () => {
  const { emulator, generator } = await start();
  emulator.faults.add("submit", AUTOMATIC1111_FAULTS.hang);
  const caller = new AbortController();
  const submitting = generator.submit(REQUEST, ATTEMPT, caller.signal);
  caller.abort();
  await expect(submitting).rejects.toMatchObject({ code: "outcome_unknown" });
});

it("loses what it held with its process, and says so", async () => {
  const { generator } = await start();
  await expect(generator.collect("held_elsewhere", signal())).rejects.toMatchObject({ code: "outcome_unknown" });
});

it("is emulated as strictly as the web UI is", async () => {
  const { emulator } = await start();
  const ask = async (operation: string, body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${emulator.baseUrl}/sdapi/v1/${operation}`, init);
    await response.body?.cancel();
    return response.status;
  };
  expect(await ask("txt2img", { prompt: "a lighthouse", width: 500 })).toBe(422);
  expect(await ask("txt2img", { prompt: "a lighthouse", alwayson_scripts: { ADetailer: { args: [] } } })).toBe(422);
  expect(await ask("img2img", { prompt: "a lighthouse" })).toBe(422);
  expect(await ask("img2img", { prompt: "a lighthouse", init_images: ["not base64"] })).toBe(422);
  expect(emulator.bill.requests).toBe(0);
});
