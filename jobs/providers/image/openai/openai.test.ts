import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import type { Misbehaviour } from "../../emulator/server.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { outputTokens } from "./emulator/image-tokens.ts";
import {
  OPENAI_IMAGE_FAULTS,
  type OpenAiImagesEmulator,
  startOpenAiImagesEmulator,
} from "./emulator/openai-images-emulator.ts";
import { expectedOpenAiImageUnits, OPENAI_IMAGE_QUALITIES } from "./expected-units.ts";
import { createOpenAiImageGenerator, type OpenAiImageOptions } from "./openai.ts";
import { createOpenAiImageHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((started) => started.close()));
});

async function start(options: Partial<OpenAiImageOptions> = {}) {
  const emulator = await startOpenAiImagesEmulator();
  running.push(emulator);
  const { apiKey, baseUrl } = emulator;
  return { emulator, generator: createOpenAiImageGenerator({ apiKey, baseUrl, ...options }) };
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: 7,
  aspectRatio: "4:5",
  parameters: { steps: 30, guidance: 3 },
};
const ATTEMPT = { key: "attempt-1", callbackUrl: "https://creators.example/hooks/1" };
const signal = () => AbortSignal.timeout(20_000);
const face = async () => ({
  bytes: new Uint8Array(await drawPicture(["face"], { width: 320, height: 256 }).jpeg().toBuffer()),
  contentType: "image/jpeg",
});

async function outcomeOf(
  { generator }: { generator: ReturnType<typeof createOpenAiImageGenerator> },
  request = REQUEST,
) {
  const { jobId } = await generator.submit(request, ATTEMPT, signal());
  return await generator.collect(jobId, signal());
}

describeImageGenerator("OpenAI images", async () => {
  const harness = await createOpenAiImageHarness();
  running.push(harness);
  return harness;
});

it("asks for one PNG of the ratio's size and bills its tokens", async () => {
  const started = await start();
  const outcome = await outcomeOf(started);
  const asked = { model: "gpt-image-2.6-flare", prompt: REQUEST.prompt, n: 1, size: "896x1088", quality: "high" };
  expect(started.emulator.inputs).toMatchObject([
    { operation: "generations", requestId: "attempt-1", moderation: "auto", output_format: "png", ...asked },
  ]);
  const { bill } = started.emulator;
  expect(outcome).toMatchObject({
    state: "succeeded",
    made: {
      contentType: "image/png",
      parameters: { ...asked, output_format: "png" },
      units: { output_image_token: bill.outputImageTokens, input_text_token: bill.inputTextTokens },
    },
  });
  // The vendor takes none, so nothing may look as if it could be repeated.
  expect(JSON.stringify(outcome)).not.toContain("seed");
});

it("edits the reference, in a form, to keep its face", async () => {
  const started = await start({ model: "gpt-image-2.6-sunburst", quality: "low" });
  const outcome = await outcomeOf(started, { ...REQUEST, reference: await face() });
  expect(started.emulator.inputs).toMatchObject([
    {
      operation: "edits",
      model: "gpt-image-2.6-sunburst",
      quality: "low",
      size: "896x1088",
      references: [{ width: 320, height: 256 }],
    },
  ]);
  expect(outcome).toMatchObject({
    state: "succeeded",
    made: { parameters: { reference: "image/jpeg" }, units: { input_image_token: 80, output_image_token: 155 } },
  });
  expect(started.emulator.bill.inputImageTokens).toBe(80);
});

it("tells an empty account from a busy vendor, and how long to wait", async () => {
  const { emulator, generator } = await start();
  const failure = async (fault: Misbehaviour) => {
    emulator.faults.add("submit", fault);
    return generator.submit(REQUEST, ATTEMPT, signal()).catch((error: unknown) => error);
  };
  expect(await failure(OPENAI_IMAGE_FAULTS.busy)).toMatchObject({
    code: "rate_limited",
    retryable: true,
    retryAfterMs: 7_000,
  });
  expect(await failure(OPENAI_IMAGE_FAULTS.noCredit)).toMatchObject({ code: "rate_limited", retryable: false });
  const limit = { error: { message: "Billing hard limit has been reached", code: "billing_hard_limit_reached" } };
  expect(await failure({ kind: "reply", status: 400, body: limit })).toMatchObject({ remedy: /credit/ as unknown });
});

it("takes both words for a refusal, and bills neither", async () => {
  const { emulator, generator } = await start();
  for (const code of ["moderation_blocked", "content_policy_violation"]) {
    const error = { message: "rejected", type: "image_generation_user_error", param: null, code };
    emulator.faults.add("submit", { kind: "reply", status: 400, body: { error } });
    expect(await outcomeOf({ generator })).toEqual({ state: "refused", reason: code, billed: {} });
  }
});

it("bills what was expected where an answer does not tell", async () => {
  const { emulator, generator } = await start({ quality: "medium" });
  const png = await drawPicture(["card"], { width: 64, height: 64 }).png().toBuffer();
  emulator.faults.add("submit", {
    kind: "reply",
    status: 200,
    body: { created: 1, data: [{ b64_json: png.toString("base64") }] },
  });
  expect(await outcomeOf({ generator })).toMatchObject({ made: { units: { output_image_token: 357 } } });
});

it("expects the tokens that the vendor's calculator gives, for every size it asks for", () => {
  for (const quality of OPENAI_IMAGE_QUALITIES) {
    for (const [aspectRatio, { width, height }] of Object.entries(ASPECT_RATIOS)) {
      const tokens = outputTokens(quality, width, height);
      expect(expectedOpenAiImageUnits(quality, aspectRatio), `${quality} ${aspectRatio}`).toEqual({
        output_image_token: tokens,
      });
    }
  }
  expect(expectedOpenAiImageUnits("high", "7:1")).toEqual({});
});

it("checks everything before anything is sent", async () => {
  const { emulator, generator } = await start();
  const field = async (wrong: Partial<ImageRequest>) =>
    generator.submit({ ...REQUEST, ...wrong }, ATTEMPT, signal()).catch((error: unknown) => error);
  const { bytes } = await face();
  const refused = (name: string) => ({ code: "invalid_input", field: name, remedy: expect.any(String) });
  expect(await field({ prompt: "x".repeat(32_001) })).toMatchObject(refused("prompt"));
  expect(await field({ lora: { reference: "luna", scale: 1 } })).toMatchObject(refused("lora"));
  expect(await field({ reference: { bytes, contentType: "image/gif" } })).toMatchObject(refused("reference"));
  const large = { bytes: new Uint8Array(50 * 1024 * 1024), contentType: "image/png" };
  expect(await field({ reference: large })).toMatchObject(refused("reference"));
  expect(emulator.bill.requests).toBe(0);
});

it("leaves a submission open that was called off midway", async () => {
  const { emulator, generator } = await start();
  emulator.faults.add("submit", OPENAI_IMAGE_FAULTS.hang);
  const caller = new AbortController();
  const submitting = generator.submit(REQUEST, ATTEMPT, caller.signal);
  caller.abort();
  await expect(submitting).rejects.toMatchObject({ code: "outcome_unknown" });
});

it("loses what it held with its process, and says so", async () => {
  const { generator } = await start();
  await expect(generator.collect("held_elsewhere", signal())).rejects.toMatchObject({ code: "outcome_unknown" });
  expect([generator.find, generator.cancel]).toEqual([null, null]);
});

it("is emulated as strictly as the vendor is", async () => {
  const { emulator } = await start();
  const ask = async (body: object, path = "generations") => {
    const headers = { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`${emulator.baseUrl}/images/${path}`, init);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const good = { model: "gpt-image-2.6-flare", prompt: "a lighthouse", size: "1024x1024" };
  const refused = (code: string) => ({ error: { code } });
  expect(await ask({ ...good, response_format: "b64_json" })).toMatchObject(refused("unknown_parameter"));
  expect(await ask({ ...good, model: "gpt-image-1" })).toMatchObject({ status: 404, ...refused("model_not_found") });
  for (const size of ["1000x1000", "512x512", "4096x1024", "2048x512", "large"]) {
    expect(await ask({ ...good, size }), size).toMatchObject(refused("invalid_value"));
  }
  expect(await ask(good, "edits")).toMatchObject(refused("unsupported_content_type"));
  expect(await faithful(emulator)).toMatchObject(refused("invalid_input_fidelity_model"));
});

async function faithful(emulator: OpenAiImagesEmulator): Promise<unknown> {
  const form = new FormData();
  form.append("model", "gpt-image-2.6-flare");
  form.append("prompt", "a lighthouse");
  form.append("input_fidelity", "high");
  const headers = { authorization: `Bearer ${emulator.apiKey}` };
  return await (await fetch(`${emulator.baseUrl}/images/edits`, { method: "POST", headers, body: form })).json();
}
