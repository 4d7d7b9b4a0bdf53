import { afterAll, expect, it } from "vitest";
import type { ImageGenerator, ImageRequest } from "../../../agents/ports/image-generator.ts";
import { isAllowedOutput } from "../download-output.ts";
import { drawPicture } from "../emulator/draw-picture.ts";
import { startEmulatorServer } from "../emulator/server.ts";
import { createFalGenerator } from "../image/fal/fal.ts";
import { FLUX_KONTEXT, FLUX_LORA, FLUX_PULID } from "../image/fal/image-models.ts";
import type { FalEmulatorOptions } from "./emulator/fal-emulator.ts";
import { FAL_FAULTS } from "./emulator/fal-words.ts";
import { createFalQueue, FAL_OUTPUTS, type FalOptions } from "./fal-queue.ts";
import { createFalHarness } from "./testing/harness.ts";

const closing: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.allSettled(closing.map((open) => open.close()));
});

async function start(emulated: FalEmulatorOptions = {}, more: Partial<FalOptions> = {}, model = FLUX_LORA) {
  const harness = await createFalHarness((options) => createFalGenerator(model, options), emulated, more);
  closing.push(harness);
  return harness;
}

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt",
  negative: "",
  seed: 1,
  aspectRatio: "1:1",
  reference: {
    bytes: await drawPicture(["face"], { width: 64, height: 64 }).png().toBuffer(),
    contentType: "image/png",
  },
  parameters: { steps: 28, guidance: 3 },
};
const signal = () => AbortSignal.timeout(20_000);
const submit = (adapter: ImageGenerator, callbackUrl: string | null = null) =>
  adapter.submit(REQUEST, { key: "attempt-1", callbackUrl }, signal());

/** What a server gets from a queue client, in order. */
async function listenTo(answers: readonly object[]) {
  const asked: string[] = [];
  const server = await startEmulatorServer(({ method, target, headers, body }) => {
    asked.push(`${method} ${target} ${headers.authorization} ${body}`);
    return { status: 200, body: answers[asked.length - 1] ?? {} };
  });
  closing.push(server);
  const options = { key: "k-1", baseUrl: server.origin, restBaseUrl: server.origin };
  return { asked, queue: createFalQueue("fal-ai/flux-pro/kontext", options) };
}

it("asks as documented: the whole model to submit to, its first two parts for the rest", async () => {
  const { asked, queue } = await listenTo([
    { request_id: "r-1" },
    { status: "IN_PROGRESS", logs: [{ message: "at work" }] },
    { status: "COMPLETED" },
    { images: [] },
  ]);
  await queue.submit({ prompt: "a" }, "https://example.org/webhooks/fal?attempt=job%3A1", signal());
  expect(await queue.look("r-1", signal())).toEqual({ state: "running", logs: ["at work"] });
  expect(await queue.look("r-1", signal())).toMatchObject({ state: "ended", answer: { body: '{"images":[]}' } });
  await queue.cancel("r-1", signal());
  const webhook = "fal_webhook=https%3A%2F%2Fexample.org%2Fwebhooks%2Ffal%3Fattempt%3Djob%253A1";
  expect(asked).toEqual([
    `POST /fal-ai/flux-pro/kontext?${webhook} Key k-1 {"prompt":"a"}`,
    "GET /fal-ai/flux-pro/requests/r-1/status?logs=1 Key k-1 ",
    "GET /fal-ai/flux-pro/requests/r-1/status?logs=1 Key k-1 ",
    "GET /fal-ai/flux-pro/requests/r-1 Key k-1 ",
    "PUT /fal-ai/flux-pro/requests/r-1/cancel Key k-1 ",
  ]);
});

it("gives a silent queue up after the time it was given", async () => {
  const { adapter, emulator } = await start({}, { timeoutMs: 250 });
  emulator.faults.add("submit", FAL_FAULTS.hang);
  await expect(submit(adapter)).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
});

it("takes a locked account for one without credit", async () => {
  const { adapter, emulator } = await start();
  emulator.faults.add("submit", FAL_FAULTS.locked);
  await expect(submit(adapter)).rejects.toMatchObject({ code: "rate_limited", reason: "http_402", retryable: false });
});

it("names a model it does not know as a fault of the settings", async () => {
  const { emulator } = await start();
  const gone = { ...FLUX_LORA, info: { ...FLUX_LORA.info, model: "fal-ai/flux-gone" } };
  await expect(submit(createFalGenerator(gone, emulator))).rejects.toMatchObject({ code: "not_configured" });
});

it("takes a refusal in the answer to a submission for what it is", async () => {
  const { adapter, emulator, vendor } = await start();
  emulator.faults.add("submit", FAL_FAULTS.refused);
  const { jobId } = await submit(adapter);
  expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "refused", billed: {} });
  await adapter.cancel?.(jobId, signal());
  expect(vendor.taken()).toBe(0);
});

it("stops what waits or works, which costs nothing then", async () => {
  const { adapter, vendor } = await start({ queueMs: 60_000, runMs: 60_000 });
  const { jobId } = await submit(adapter);
  expect(vendor.billed()).toBe(1);
  await adapter.cancel?.(jobId, signal());
  expect(await adapter.collect(jobId, signal())).toEqual({
    state: "failed",
    reason: "cancelled",
    retryable: false,
    billed: {},
  });
  expect(vendor.billed()).toBe(0);
});

it("does not complain when there is nothing left to stop, only when it could not ask", async () => {
  const { adapter, emulator } = await start();
  const { jobId } = await submit(adapter);
  await adapter.cancel?.(jobId, signal());
  await adapter.cancel?.("nobody", signal());
  emulator.faults.add("cancel", FAL_FAULTS.broken);
  await expect(adapter.cancel?.(jobId, signal())).rejects.toMatchObject({ code: "provider_failed", retryable: true });
});

it("is not paid for when its file could not be uploaded, and says so clearly", async () => {
  for (const model of [FLUX_PULID, FLUX_KONTEXT]) {
    const { adapter, emulator, vendor } = await start({}, {}, model);
    for (const [operation, fault, expected] of [
      ["upload", FAL_FAULTS.unauthenticated, { code: "not_configured" }],
      ["upload", FAL_FAULTS.cut, { code: "unavailable", retryable: true }],
      ["upload", FAL_FAULTS.garbage, { code: "provider_failed" }],
      ["put", FAL_FAULTS.broken, { code: "provider_failed", reason: "upload", retryable: true }],
      ["put", FAL_FAULTS.cut, { code: "unavailable", retryable: true }],
    ] as const) {
      emulator.faults.add(operation, fault);
      await expect(submit(adapter), `${operation} ${fault.kind}`).rejects.toMatchObject(expected);
    }
    expect(vendor.taken()).toBe(0);
  }
});

it("brings files to the vendor's own storage only", async () => {
  const server = await startEmulatorServer(() => ({
    status: 200,
    body: { upload_url: "https://storage.example/put", file_url: "https://v3.fal.media/files/a/b.png" },
  }));
  closing.push(server);
  const { emulator } = await start();
  const adapter = createFalGenerator(FLUX_PULID, { ...emulator, restBaseUrl: server.origin });
  await expect(submit(adapter)).rejects.toMatchObject({ code: "provider_failed", reason: "foreign_upload" });
});

it("is called off between the upload and the request without having begun", async () => {
  const { emulator, vendor } = await start({}, {}, FLUX_PULID);
  const called = new AbortController();
  const fetching: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === "PUT") called.abort();
    return response;
  };
  const adapter = createFalGenerator(FLUX_PULID, { ...emulator, fetch: fetching });
  const submission = adapter.submit(REQUEST, { key: "attempt-1", callbackUrl: null }, called.signal);
  await expect(submission).rejects.not.toMatchObject({ code: "outcome_unknown" });
  expect(vendor.taken()).toBe(0);
});

it("fetches outputs from the vendor's own hosts only", () => {
  const isAllowed = (url: string) => isAllowedOutput(url, { ...FAL_OUTPUTS, baseUrl: "https://queue.fal.run" });
  for (const url of ["https://v3.fal.media/files/a/b.png", "https://v3b.fal.media/files/b/0a/c.safetensors"]) {
    expect(isAllowed(url), url).toBe(true);
  }
  for (const url of [
    "http://v3.fal.media/a.png",
    "https://fal.media.evil.example/a.png",
    "https://queue.fal.run/a",
    "https://storage.googleapis.com/anybody/a.png",
    "https://user:secret@v3.fal.media/a.png",
  ]) {
    expect(isAllowed(url), url).toBe(false);
  }
});
