import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { CLOUD_PICTURES } from "./comfy-cloud.ts";
import type { ComfyUiOptions } from "./comfyui.ts";
import type { ComfyOutcome } from "./emulator/comfy-worker.ts";
import { COMFYUI_FAULTS, type ComfyUiEmulatorOptions } from "./emulator/comfyui-emulator.ts";
import { NODE_CLASSES } from "./emulator/node-classes.ts";
import { promptIdOf } from "./prompt-id.ts";
import { type ComfyUiHarness, createComfyUiHarness } from "./testing/harness.ts";
import { TEXT_TO_IMAGE } from "./workflows/text-to-image.ts";

const running: ComfyUiHarness[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(emulated: ComfyUiEmulatorOptions = {}, options: Partial<ComfyUiOptions> = {}) {
  const harness = await createComfyUiHarness(emulated, options);
  running.push(harness);
  return harness;
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  parameters: { steps: 28, guidance: 5 },
};
const LORA = { reference: "luna.safetensors", scale: 0.8 };
const signal = () => AbortSignal.timeout(20_000);
const attempt = (key: string) => ({ key, callbackUrl: null });
const face = async (background: string) => ({
  bytes: await sharp({ create: { width: 32, height: 32, channels: 3, background } })
    .png()
    .toBuffer(),
  contentType: "image/png",
});

async function made({ adapter }: ComfyUiHarness, request: ImageRequest, key = "attempt-1") {
  const { jobId } = await adapter.submit(request, attempt(key), signal());
  const outcome = await adapter.collect(jobId, signal());
  if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
  return outcome.made;
}

describeImageGenerator("ComfyUI", () => start());
describeImageGenerator("Comfy Cloud", () => start({ cloud: true }));

it("queues the graph under an id of ours and reads back what was asked for", async () => {
  const harness = await start({ apiKey: null });
  const image = await made(harness, REQUEST);
  const id = promptIdOf("attempt-1");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(harness.emulator.inputs).toMatchObject([
    {
      prompt_id: id,
      client_id: id,
      prompt: {
        "3": { class_type: "KSampler", inputs: { seed: 2 ** 32 - 7, steps: 28, cfg: 5, model: ["4", 0] } },
        "4": { inputs: { ckpt_name: "sd_xl_base_1.0.safetensors" } },
        "5": { inputs: { width: 896, height: 1_088 } },
        "6": { inputs: { text: REQUEST.prompt } },
        "7": { inputs: { text: "blurry" } },
        "9": { inputs: { filename_prefix: `vixenbliss/${id}` } },
      },
    },
  ]);
  expect(image).toMatchObject({
    modelVersion: "sd_xl_base_1.0.safetensors",
    units: { image: 1 },
    parameters: {
      workflow: "sdxl",
      prompt: REQUEST.prompt,
      negative: "blurry",
      seed: 2 ** 32 - 7,
      width: 896,
      steps: 28,
    },
  });
});

it("puts a LoRA between the checkpoint and all that takes its model or words", async () => {
  const harness = await start();
  const image = await made(harness, { ...REQUEST, lora: LORA });
  expect(harness.emulator.inputs).toMatchObject([
    {
      prompt: {
        "3": { inputs: { model: ["10", 0] } },
        "6": { inputs: { clip: ["10", 1] } },
        "7": { inputs: { clip: ["10", 1] } },
        "8": { inputs: { vae: ["4", 2] } },
        "10": {
          class_type: "LoraLoader",
          inputs: { lora_name: "luna.safetensors", strength_model: 0.8, strength_clip: 0.8, model: ["4", 0] },
        },
      },
    },
  ]);
  expect(image.parameters).toMatchObject({ lora: "luna.safetensors", loraStrength: 0.8 });
});

it("keeps a face: uploads it and gives it to PuLID, with a LoRA or without", async () => {
  const harness = await start();
  const bytes = async (colour: string, key: string, more: Partial<ImageRequest> = {}) =>
    Buffer.from((await made(harness, { ...REQUEST, ...more, reference: await face(colour) }, key)).bytes);
  const tan = await bytes("tan", "attempt-1");
  expect(tan.equals(await bytes("tan", "attempt-2"))).toBe(true);
  expect(tan.equals(await bytes("brown", "attempt-3"))).toBe(false);
  expect(tan.equals(await bytes("tan", "attempt-4", { lora: LORA }))).toBe(false);
  const uploaded = `vixenbliss/${promptIdOf("attempt-4")}.png`;
  expect(harness.emulator.inputs.at(-1)).toMatchObject({
    prompt: {
      "3": { inputs: { model: ["24", 0] } },
      "20": { inputs: { pulid_file: "ip-adapter_pulid_sdxl_fp16.safetensors" } },
      "23": { class_type: "LoadImage", inputs: { image: uploaded } },
      "24": { class_type: "ApplyPulid", inputs: { model: ["10", 0], image: ["23", 0] } },
    },
  });
});

it("has queued nothing when the face did not arrive", async () => {
  const { adapter, emulator } = await start();
  const request = { ...REQUEST, reference: await face("tan") };
  const failure = () => adapter.submit(request, attempt("attempt-1"), signal()).catch((error: unknown) => error);
  emulator.faults.add("upload", COMFYUI_FAULTS.cut);
  expect(await failure()).toMatchObject({ code: "unavailable", retryable: true });
  emulator.faults.add("upload", COMFYUI_FAULTS.broken);
  expect(await failure()).toMatchObject({ code: "provider_failed", retryable: true });
  expect(emulator.inputs).toEqual([]);
});

it.each<[string, Partial<ImageRequest>, ComfyUiEmulatorOptions, RegExp, string]>([
  [
    "a LoRA",
    { lora: { reference: "nobody.safetensors", scale: 1 } },
    {},
    /LoraLoader \(node 10\).*nobody\.safetensors/,
    "missing_file",
  ],
  [
    "PuLID",
    { reference: await face("tan") },
    { classes: Object.fromEntries(Object.entries(NODE_CLASSES).filter(([name]) => !/pulid/i.test(name))) },
    /PulidModelLoader \(node 20\)/,
    "missing_node",
  ],
])("names what the server is missing: %s", async (_what, more, emulated, message, reason) => {
  const { adapter, emulator } = await start(emulated);
  const refused = adapter.submit({ ...REQUEST, ...more }, attempt("attempt-1"), signal());
  await expect(refused).rejects.toMatchObject({ code: "not_configured", reason, remedy: expect.any(String) });
  await expect(refused).rejects.toThrow(message);
  expect(emulator.inputs).toEqual([]);
});

it("refuses a face where no model keeps one, and one that is no picture, before anything is sent", async () => {
  const { adapter } = await start({}, { identityModel: undefined });
  expect(adapter.info.takesReference).toBe(false);
  const field = "reference";
  const withFace = { ...REQUEST, reference: await face("tan") };
  await expect(adapter.submit(withFace, attempt("1"), signal())).rejects.toMatchObject({
    code: "invalid_input",
    field,
  });
  const keeper = await start();
  const noPicture = { ...REQUEST, reference: { bytes: new Uint8Array(9), contentType: "image/png" } };
  await expect(keeper.adapter.submit(noPicture, attempt("1"), signal())).rejects.toMatchObject({ field });
});

it("is not there without a checkpoint, unless it has a workflow of the operator's own", async () => {
  await expect(start({}, { checkpoint: undefined })).rejects.toMatchObject({ code: "not_configured" });
  const { adapter } = await start({}, { checkpoint: undefined, workflow: TEXT_TO_IMAGE });
  expect(adapter.info).toMatchObject({ model: "own-workflow", lora: null, takesReference: false });
});

it.each<[ComfyOutcome, object]>([
  [
    "out_of_memory",
    { state: "failed", reason: expect.stringMatching(/^KSampler: Allocation/), retryable: true, billed: {} },
  ],
  ["no_face", { state: "failed", reason: expect.stringMatching(/No face detected/), retryable: false, billed: {} }],
  ["refused", { state: "refused", reason: "nsfw", billed: {} }],
  ["no_images", { state: "failed", reason: "no_output", retryable: true, billed: {} }],
  ["wrong_type", { state: "failed", reason: "wrong_type", retryable: true, billed: { image: 1 } }],
  ["forgotten", { state: "failed", reason: "gone", retryable: true, billed: {} }],
  ["never_finishes", { state: "running" }],
])("tells %s", async (outcome, expected) => {
  const { adapter, emulator } = await start({ sockets: "refused" }, { collectTimeoutMs: 3_000 });
  emulator.outcomes.add("prompt", outcome);
  const { jobId } = await adapter.submit(REQUEST, attempt("attempt-1"), signal());
  expect(await adapter.collect(jobId, signal())).toEqual(expected);
});

it("stops only what is its own, also at a server that would stop whatever runs", async () => {
  const { adapter, clock } = await start({ runMs: 60_000, older: true });
  const submit = async (key: string) => (await adapter.submit(REQUEST, attempt(key), signal())).jobId;
  const [first, second, third] = [await submit("1"), await submit("2"), await submit("3")];
  // It waits: the one that runs goes on.
  await adapter.cancel?.(second, signal());
  expect(await adapter.collect(second, signal())).toMatchObject({ state: "failed", reason: "gone" });
  clock.advance(60_000);
  expect(await adapter.collect(first, signal())).toMatchObject({ state: "succeeded" });
  // It is through: the next one, which runs by now, goes on.
  await adapter.cancel?.(first, signal());
  await adapter.cancel?.(third, signal());
  const interrupted = { state: "failed", reason: "interrupted", retryable: false, billed: {} };
  expect(await adapter.collect(third, signal())).toEqual(interrupted);
});

it("finds an attempt in the queue, in the history, and not after the server forgot it", async () => {
  const { adapter, emulator, clock, startedAt } = await start({ runMs: 60_000 });
  const find = async (key: string) => adapter.find?.(key, startedAt, signal());
  emulator.faults.add("prompt", COMFYUI_FAULTS.cut);
  await expect(adapter.submit(REQUEST, attempt("1"), signal())).rejects.toMatchObject({ code: "outcome_unknown" });
  const { jobId: waiting } = await adapter.submit(REQUEST, attempt("2"), signal());
  expect([await find("1"), await find("2")]).toEqual([{ jobId: promptIdOf("1") }, { jobId: waiting }]);
  clock.advance(180_000);
  expect([await find("1"), await find("2")]).toEqual([{ jobId: promptIdOf("1") }, { jobId: waiting }]);
  emulator.outcomes.add("prompt", "forgotten");
  await adapter.submit(REQUEST, attempt("3"), signal());
  expect(await find("3")).toBeNull();
});

it("sees a prompt that ends between two questions", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await adapter.submit(REQUEST, attempt("attempt-1"), signal());
  // Not in the history yet when it was asked, and no longer in the queue.
  emulator.faults.add("history", { kind: "reply", status: 200, body: {} });
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("takes the cloud's own ids, and has nothing to find attempts by there", async () => {
  const { adapter, emulator } = await start({ cloud: true });
  expect(adapter.find).toBeNull();
  const { jobId } = await adapter.submit(REQUEST, attempt("attempt-1"), signal());
  expect(jobId).not.toBe(promptIdOf("attempt-1"));
  expect(emulator.inputs).toEqual([{ prompt: expect.any(Object) }]);
  emulator.outcomes.add("prompt", "out_of_memory");
  const { jobId: raising } = await adapter.submit(REQUEST, attempt("attempt-2"), signal());
  expect(await adapter.collect(raising, signal())).toMatchObject({ state: "failed", retryable: true });
  // The key is in every header, never in an address.
  expect(emulator.socketAttempts).toEqual([]);
});

it("fetches the cloud's pictures from its storage only", () => {
  const isAllowed = (url: string) =>
    isAllowedOutput(url, { ...CLOUD_PICTURES, baseUrl: "https://cloud.comfy.org/api" });
  expect(isAllowed("https://storage.googleapis.com/comfy/a.png?X-Goog-Signature=1")).toBe(true);
  for (const url of [
    "http://storage.googleapis.com/a",
    "https://storage.googleapis.com.evil.example/a",
    "https://cloud.comfy.org/a",
  ]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
