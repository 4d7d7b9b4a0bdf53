import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { describeImageGenerator } from "../../../../agents/ports/conformance/image-generator.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import { startEmulatorServer } from "../../emulator/server.ts";
import { RUNPOD_FAULTS, type RunPodEmulatorOptions, type RunPodOutcome } from "./emulator/runpod-emulator.ts";
import type { RunPodOptions } from "./runpod.ts";
import { createRunPodHarness, type RunPodHarness } from "./testing/harness.ts";
import { hostsPattern } from "./worker-contract.ts";

const running: RunPodHarness[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(emulated: RunPodEmulatorOptions = {}, options: Partial<RunPodOptions> = {}) {
  const harness = await createRunPodHarness(emulated, options);
  running.push(harness);
  return harness;
}

const REQUEST: ImageRequest = {
  prompt: "TOK_luna, adult woman in a linen shirt, golden hour",
  negative: "blurry",
  seed: -7,
  aspectRatio: "4:5",
  lora: { reference: "https://example.com/luna.safetensors", scale: 0.8 },
  parameters: { steps: 200, guidance: 5 },
};
const signal = () => AbortSignal.timeout(20_000);
const attempt = { key: "attempt-1", callbackUrl: null };
const face = async (background: string) => ({
  bytes: await sharp({ create: { width: 32, height: 32, channels: 3, background } })
    .webp()
    .toBuffer(),
  contentType: "image/webp",
});

describeImageGenerator("RunPod", () => start());

it("sends what the worker takes, and bills the seconds it worked", async () => {
  const { adapter, emulator } = await start({ queueMs: 4_000, runMs: 7_300 });
  const reference = await face("tan");
  const { jobId } = await adapter.submit({ ...REQUEST, reference }, attempt, signal());
  const outcome = await adapter.collect(jobId, signal());
  expect(outcome).toMatchObject({
    state: "succeeded",
    made: {
      modelVersion: "sdxl-worker:1.2",
      units: { second: 7.3 },
      parameters: { endpoint: "abc123", seed: 2 ** 32 - 7, steps: 100 },
    },
  });
  // The face is no part of what is kept.
  expect(JSON.stringify(outcome)).not.toContain("reference_image_base64");
  expect(emulator.inputs).toEqual([
    {
      input: {
        prompt: REQUEST.prompt,
        negative_prompt: "blurry",
        seed: 2 ** 32 - 7,
        width: 896,
        height: 1_088,
        steps: 100,
        guidance: 5,
        lora: REQUEST.lora,
        reference_image_base64: Buffer.from(reference.bytes).toString("base64"),
      },
    },
  ]);
});

it.each<RunPodOutcome>(["data_uri", "objects", "links", "image_url", "message"])(
  "takes a picture as %s, too",
  async (shape) => {
    const { adapter, emulator } = await start();
    const bytes = async () => {
      const { jobId } = await adapter.submit(REQUEST, attempt, signal());
      const outcome = await adapter.collect(jobId, signal());
      return outcome.state === "succeeded" ? Buffer.from(outcome.made.bytes).toString("base64") : outcome;
    };
    const byContract = await bytes();
    emulator.outcomes.add("job", shape);
    expect(await bytes()).toEqual(byContract);
  },
);

it.each<[RunPodOutcome, object]>([
  ["refused", { state: "refused", reason: "nsfw", billed: { second: 2.4 } }],
  ["raises_nsfw", { state: "refused", reason: "nsfw", billed: { second: 2.4 } }],
  ["raises", { state: "failed", reason: expect.stringMatching(/CUDA/), retryable: true, billed: { second: 2.4 } }],
  ["timed_out", { state: "failed", reason: "timed_out", retryable: true, billed: { second: 2.4 } }],
  ["no_output", { state: "failed", reason: "no_output", retryable: true, billed: { second: 2.4 } }],
  ["broken_data", { state: "failed", reason: "wrong_type", retryable: true, billed: { second: 2.4 } }],
  ["foreign_output", { state: "failed", reason: "foreign_output", retryable: false, billed: { second: 2.4 } }],
  ["never_finishes", { state: "running" }],
])("tells %s", async (outcome, expected) => {
  const { adapter, emulator } = await start({}, { collectTimeoutMs: 5_000 });
  emulator.outcomes.add("job", outcome);
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(jobId, signal())).toEqual(expected);
});

it("has lost what RunPod keeps no longer, and a picture whose link is dead", async () => {
  const { adapter, emulator, clock } = await start();
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  clock.advance(31 * 60_000);
  const expired = { state: "failed", reason: "output_expired", retryable: true };
  expect(await adapter.collect(jobId, signal())).toEqual({ ...expired, billed: {} });
  emulator.outcomes.add("job", "image_url");
  emulator.faults.add("output", RUNPOD_FAULTS.gone);
  const { jobId: linked } = await adapter.submit(REQUEST, attempt, signal());
  expect(await adapter.collect(linked, signal())).toEqual({ ...expired, billed: { second: 2.4 } });
});

it("is called back at the address it was given, with nothing but a word to ask", async () => {
  const calls: unknown[] = [];
  const receiver = await startEmulatorServer((request) => {
    calls.push([request.target, JSON.parse(request.body.toString("utf8"))]);
    return { status: 200 };
  });
  const { adapter, emulator, clock } = await start();
  const callbackUrl = `${receiver.origin}/hooks/runpod/a-secret`;
  const { jobId } = await adapter.submit(REQUEST, { key: "attempt-1", callbackUrl }, signal());
  expect(await emulator.callBack()).toEqual([]);
  clock.advance(2_400);
  expect(await emulator.callBack()).toEqual([200]);
  expect(await emulator.callBack()).toEqual([]);
  expect(calls).toMatchObject([["/hooks/runpod/a-secret", { id: jobId, status: "COMPLETED" }]]);
  expect(emulator.inputs).toMatchObject([{ webhook: callbackUrl }]);
  await receiver.close();
});

it("stops what waits or runs, and bills what was worked until then", async () => {
  const { adapter, clock, emulator } = await start({ runMs: 60_000 });
  const { jobId } = await adapter.submit(REQUEST, attempt, signal());
  clock.advance(20_000);
  await adapter.cancel?.(jobId, signal());
  const cancelled = { state: "failed", reason: "cancelled", retryable: false, billed: { second: 20 } };
  expect(await adapter.collect(jobId, signal())).toEqual(cancelled);
  expect(emulator.billedSeconds()).toBe(20);
  await adapter.cancel?.("nobody", signal());
  emulator.faults.add("cancel", RUNPOD_FAULTS.broken);
  await expect(adapter.cancel?.(jobId, signal())).rejects.toMatchObject({ retryable: true });
});

it("pays for nothing that cannot be sent", async () => {
  const { adapter, emulator } = await start();
  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(8 * 1024 * 1024)]);
  const large = { ...REQUEST, reference: { bytes: png, contentType: "image/png" } };
  await expect(adapter.submit(large, attempt, signal())).rejects.toMatchObject({
    code: "too_large",
    field: "reference",
  });
  const noPicture = { ...REQUEST, reference: { bytes: new Uint8Array(9), contentType: "image/png" } };
  await expect(adapter.submit(noPicture, attempt, signal())).rejects.toMatchObject({ code: "invalid_input" });
  expect(emulator.inputs).toEqual([]);
  const elsewhere = await start({}, { endpointId: "another" });
  await expect(elsewhere.adapter.submit(REQUEST, attempt, signal())).rejects.toMatchObject({ code: "not_configured" });
});

it("fetches links from the hosts the operator named, letter by letter", () => {
  const hosts = hostsPattern(["Bucket.s3.eu-central-1.amazonaws.com"]);
  expect(hosts.test("bucket.s3.eu-central-1.amazonaws.com")).toBe(true);
  for (const host of ["bucketxs3.eu-central-1.amazonaws.com", "a.bucket.s3.eu-central-1.amazonaws.com", ""]) {
    expect(hosts.test(host), host).toBe(false);
  }
  expect(hostsPattern([]).test("example.com")).toBe(false);
});
