import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { isAllowedOutput } from "../../download-output.ts";
import { LEONARDO_FAULTS, type LeonardoEmulatorOptions, type LeonardoOutcome } from "./emulator/leonardo-emulator.ts";
import { LEONARDO_PICTURES, type LeonardoOptions } from "./leonardo.ts";
import { createLeonardoHarness, type LeonardoHarness } from "./testing/harness.ts";

const running: LeonardoHarness[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(emulated: LeonardoEmulatorOptions = {}, options: Partial<LeonardoOptions> = {}) {
  const harness = await createLeonardoHarness(emulated, options);
  running.push(harness);
  return harness;
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  lora: { reference: "23890", scale: 5 },
  parameters: { steps: 30, guidance: 12 },
};
const { lora: _lora, ...PLAIN } = REQUEST;
const signal = () => AbortSignal.timeout(20_000);
const attempt = { key: "attempt-1", callbackUrl: "https://luna.example/hooks/secret" };
const face = async (colour: string) => ({
  bytes: await sharp({ create: { width: 32, height: 32, channels: 3, background: colour } })
    .jpeg()
    .toBuffer(),
  contentType: "image/jpeg",
});

describeImageGenerator("Leonardo.ai", () => start());
describeImageGenerator("Leonardo.ai's Phoenix", () => start({}, { model: "phoenix" }), {
  reference: { bytes: await (await face("tan")).bytes, contentType: "image/jpeg" },
});

it("sends what the guide of the model documents, and leaves no dearer default to Leonardo", async () => {
  const { adapter, emulator } = await start({ runMs: 12_000 });
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: { contentType: "image/png", units: { image: 1 }, parameters: { width: 896, height: 1_088 } },
  });
  expect(emulator.inputs).toEqual([
    {
      modelId: "b2614463-296c-462a-9586-aafdb8f00e36",
      prompt: REQUEST.prompt,
      width: 896,
      height: 1_088,
      num_images: 1,
      seed: (2 ** 32 - 7) % 2_147_483_638,
      alchemy: false,
      contrast: 3.5,
      enhancePrompt: false,
      public: false,
      userElements: [{ userLoraId: 23_890, weight: 2 }],
    },
  ]);
  expect(emulator.bill).toEqual({ generations: 1, images: 1 });
});

it("keeps a face: uploads it by the presigned form and names it in Character Reference", async () => {
  const { adapter, emulator } = await start({}, { model: "phoenix" });
  expect(adapter.info).toMatchObject({ takesReference: true, lora: null });
  const made = async (colour: string) => {
    const { jobId } = await adapter.submit({ ...PLAIN, reference: await face(colour) }, attempt, signal());
    const outcome = await adapter.collect(jobId, signal());
    return outcome.state === "succeeded" ? Buffer.from(outcome.made.bytes).toString("base64") : outcome;
  };
  const [first, again, other] = [await made("tan"), await made("tan"), await made("brown")];
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  expect(emulator.inputs[0]).toMatchObject({
    negative_prompt: "blurry",
    controlnets: [{ initImageType: "UPLOADED", preprocessorId: 397, strengthType: "High" }],
  });
});

it("has paid nothing when the face did not arrive", async () => {
  const { adapter, emulator } = await start({}, { model: "phoenix" });
  const request = { ...PLAIN, reference: await face("tan") };
  const failure = () => adapter.submit(request, attempt, signal()).catch((error: unknown) => error);
  emulator.faults.add("upload", LEONARDO_FAULTS.storeDenied);
  expect(await failure()).toMatchObject({ code: "provider_failed", reason: "http_403", retryable: true });
  emulator.faults.add("upload", LEONARDO_FAULTS.broken);
  expect(await failure()).toMatchObject({ code: "provider_failed", retryable: true });
  emulator.faults.add("initImage", LEONARDO_FAULTS.cut);
  expect(await failure()).toMatchObject({ code: "unavailable", retryable: true });
  emulator.faults.add("initImage", {
    kind: "reply",
    status: 200,
    body: { uploadInitImage: { id: "x", fields: "{}", url: "http://169.254.169.254/store" } },
  });
  expect(await failure()).toMatchObject({ code: "provider_failed", reason: "garbage" });
  expect(emulator.bill.generations).toBe(0);
});

it.each<[string, Partial<ImageRequest>, LeonardoOptions["model"], string]>([
  ["a LoRA by link", { lora: { reference: "https://example.com/a.safetensors", scale: 1 } }, "flux-dev", "lora"],
  ["a LoRA where none fits", { lora: { reference: "1", scale: 1 } }, "phoenix", "lora"],
  ["a prompt too long", { prompt: "a".repeat(1_501) }, "flux-dev", "prompt"],
  [
    "a face where none is kept",
    { reference: { bytes: new Uint8Array(4), contentType: "image/png" } },
    "flux-dev",
    "reference",
  ],
  [
    "a face that is no picture",
    { reference: { bytes: new Uint8Array(4), contentType: "image/png" } },
    "phoenix",
    "reference",
  ],
])("refuses %s before anything is paid", async (_case, more, model, field) => {
  const { adapter, emulator } = await start({}, { model });
  const refused = adapter.submit({ ...PLAIN, ...more }, attempt, signal());
  await expect(refused).rejects.toMatchObject({ code: "invalid_input", field, remedy: expect.any(String) });
  expect(emulator.bill.generations).toBe(0);
});

it("reads what Leonardo means out of its words", async () => {
  const { adapter, emulator } = await start();
  emulator.faults.add("generate", LEONARDO_FAULTS.keyUnreadable);
  await expect(adapter.submit(REQUEST, attempt, signal())).rejects.toMatchObject({ code: "not_configured" });
  emulator.faults.add("generate", LEONARDO_FAULTS.moderated);
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  const refused = { state: "refused", reason: "content_policy", billed: {} };
  expect(await adapter.collect(jobId, signal())).toEqual(refused);
  expect(await adapter.collect(jobId, signal())).toEqual(refused);
  expect(emulator.bill).toEqual({ generations: 0, images: 0 });
});

it.each<[LeonardoOutcome, object]>([
  ["nsfw", { state: "refused", reason: "nsfw", billed: { image: 1 } }],
  ["failed", { state: "failed", reason: "failed", retryable: true, billed: {} }],
  ["no_images", { state: "failed", reason: "no_output", retryable: true, billed: { image: 1 } }],
  ["deleted", { state: "failed", reason: "deleted", retryable: false, billed: { image: 1 } }],
  ["never_finishes", { state: "running" }],
  ["wrong_type", { state: "failed", reason: "wrong_type", retryable: true, billed: { image: 1 } }],
  ["foreign_output", { state: "failed", reason: "foreign_output", retryable: false, billed: { image: 1 } }],
])("tells %s", async (outcome, expected) => {
  const { adapter, emulator } = await start({}, { collectTimeoutMs: 3_000 });
  emulator.outcomes.add("generation", outcome);
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(jobId, signal())).toEqual(expected);
});

it("fetches pictures from Leonardo's own CDN only", () => {
  const isAllowed = (url: string) =>
    isAllowedOutput(url, { ...LEONARDO_PICTURES, baseUrl: "https://cloud.leonardo.ai/api/rest/v1" });
  expect(isAllowed("https://cdn.leonardo.ai/users/1/generations/2/a.jpg")).toBe(true);
  for (const url of [
    "http://cdn.leonardo.ai/a.jpg",
    "https://cdn.leonardo.ai.evil.example/a",
    "https://cloud.leonardo.ai/a",
  ]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
