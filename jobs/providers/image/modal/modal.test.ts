import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { MODAL_FAULTS, type ModalEmulatorOptions, type ModalOutcome } from "./emulator/modal-emulator.ts";
import type { ModalOptions } from "./modal.ts";
import { createModalHarness, type ModalHarness } from "./testing/harness.ts";

const running: ModalHarness[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(emulated: ModalEmulatorOptions = {}, options: Partial<ModalOptions> = {}) {
  const harness = await createModalHarness(emulated, options);
  running.push(harness);
  return harness;
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  lora: { reference: "https://example.com/luna.safetensors", scale: 0.8 },
  parameters: { steps: 28, guidance: 5 },
};
const signal = () => AbortSignal.timeout(20_000);
const attempt = { key: "attempt/1", callbackUrl: null };

describeImageGenerator("Modal", () => start());

it("sends what the endpoint takes, and bills the seconds it says", async () => {
  const { adapter, emulator } = await start({ runMs: 6_500 });
  const bytes = await sharp({ create: { width: 32, height: 32, channels: 3, background: "tan" } })
    .png()
    .toBuffer();
  const callbackUrl = "https://luna.example/hooks/modal/a-secret";
  const request = { ...REQUEST, reference: { bytes, contentType: "image/png" } };
  const { jobId } = await adapter.submit(request, { key: "attempt/1", callbackUrl }, signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: {
      modelVersion: "sdxl-worker:1.2",
      units: { second: 6.5 },
      parameters: { endpoint: emulator.baseUrl, seed: 2 ** 32 - 7 },
    },
  });
  expect(emulator.inputs).toMatchObject([
    {
      attempt_key: "attempt/1",
      callback_url: callbackUrl,
      input: {
        negative_prompt: "blurry",
        width: 896,
        height: 1_088,
        lora: REQUEST.lora,
        reference_image_base64: bytes.toString("base64"),
      },
    },
  ]);
});

it("follows the redirects of a slow start, wherever they come, and is taken once", async () => {
  const { adapter, emulator } = await start();
  emulator.slow.add("submit", 3);
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  emulator.slow.add("poll", 2);
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  emulator.slow.add("find", 1);
  expect(await adapter.find?.("attempt/1", new Date(), signal())).toEqual({ jobId });
  emulator.slow.add("submit", 20);
  await adapter.submit(REQUEST, { ...attempt, key: "attempt/2" }, signal());
  expect(emulator.inputs).toHaveLength(2);
});

it("knows a request that was redirected as taken, and finds it again", async () => {
  const { adapter, emulator, startedAt } = await start();
  const unknown = { code: "outcome_unknown", retryable: false };
  // One more than are followed.
  emulator.slow.add("submit", 21);
  await expect(adapter.submit(REQUEST, attempt, signal())).rejects.toMatchObject(unknown);
  expect(await adapter.find?.("attempt/1", startedAt, signal())).toEqual({ jobId: expect.stringMatching(/^fc-/) });
  const unclear = [MODAL_FAULTS.astray, { ...MODAL_FAULTS.astray, headers: { location: "/jobs/lost" } }];
  for (const fault of unclear) {
    emulator.faults.add("submit", fault);
    await expect(adapter.submit(REQUEST, { ...attempt, key: "2" }, signal())).rejects.toMatchObject(unknown);
  }
  expect(await adapter.find?.("2", startedAt, signal())).toBeNull();
});

it("sends its keys to no other server", async () => {
  const asked: string[] = [];
  const watching: typeof fetch = (url, init) => {
    asked.push(new URL(String(url)).host);
    return fetch(url, init);
  };
  const { adapter, emulator } = await start({}, { fetch: watching });
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  emulator.faults.add("poll", MODAL_FAULTS.astray);
  await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(new Set(asked)).toEqual(new Set([new URL(emulator.baseUrl).host]));
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it.each<[ModalOutcome, object]>([
  ["refused", { state: "refused", reason: "nsfw", billed: { second: 3.2 } }],
  ["raises", { state: "failed", reason: expect.stringMatching(/CUDA/), retryable: true, billed: { second: 3.2 } }],
  ["crashed", { state: "failed", reason: "the container was terminated", retryable: true, billed: {} }],
  ["no_output", { state: "failed", reason: "no_output", retryable: true, billed: { second: 3.2 } }],
  ["foreign_output", { state: "failed", reason: "foreign_output", retryable: false, billed: { second: 3.2 } }],
  ["never_finishes", { state: "running" }],
])("tells %s", async (outcome, expected) => {
  const { adapter, emulator } = await start({}, { collectTimeoutMs: 8_000 });
  emulator.outcomes.add("call", outcome);
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(jobId, signal())).toEqual(expected);
});

it("fetches a picture that the app serves itself, with the keys", async () => {
  const { adapter, emulator } = await start();
  emulator.outcomes.add("call", "image_url");
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("does not take an answer without the seconds for one: they are what is paid", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  emulator.faults.add("poll", { kind: "reply", status: 200, body: { output: { images: ["aaaa"] } } });
  await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ code: "provider_failed", reason: "garbage" });
});

it("has lost what is kept no longer, and cannot ask an app that is stopped", async () => {
  const { adapter, emulator, clock, startedAt } = await start();
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  emulator.faults.add("poll", MODAL_FAULTS.stopped);
  await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ code: "not_found" });
  emulator.faults.add("find", MODAL_FAULTS.stopped);
  await expect(adapter.find?.("attempt/1", startedAt, signal())).rejects.toMatchObject({ code: "not_found" });
  emulator.faults.add("submit", MODAL_FAULTS.stopped);
  await expect(adapter.submit(REQUEST, attempt, signal())).rejects.toMatchObject({ code: "not_configured" });
  clock.advance(8 * 24 * 60 * 60_000);
  const expired = { state: "failed", reason: "output_expired", retryable: true, billed: {} };
  expect(await adapter.collect(jobId, signal())).toEqual(expired);
});

it("stops what runs, and bills what was worked until then", async () => {
  const { adapter, clock, emulator } = await start({ runMs: 60_000 });
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  clock.advance(20_000);
  await adapter.cancel?.(jobId, signal());
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "failed", billed: { second: 20 } });
  expect(emulator.billedSeconds()).toBe(20);
  await adapter.cancel?.("nobody", signal());
  emulator.faults.add("cancel", MODAL_FAULTS.broken);
  await expect(adapter.cancel?.(jobId, signal())).rejects.toMatchObject({ retryable: true });
});
