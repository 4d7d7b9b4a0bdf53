import { afterAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import { describeLoraTrainer } from "../../../../agents/ports/conformance/lora-trainer.ts";
import type { TrainingRequest } from "../../../../agents/ports/lora-trainer.ts";
import type { VendorFile } from "../../../../agents/ports/vendor-job.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import { createReplicateGenerator, REPLICATE_IMAGE_MODELS } from "../../image/replicate/replicate.ts";
import { REPLICATE_FAULTS, type ReplicateEmulator } from "../../replicate/emulator/replicate-emulator.ts";
import { createReplicateClient } from "../../replicate/replicate-client.ts";
import type { GroundOptions } from "../../replicate/testing/emulated-vendor.ts";
import { ensureDestination, modelNameOf } from "./destination.ts";
import { createReplicateTrainer } from "./replicate.ts";
import { createReplicateTrainerHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.close()));
});

async function start(options?: GroundOptions) {
  const harness = await createReplicateTrainerHarness(options);
  running.push(harness);
  return harness;
}

async function zipOf(pictures: number): Promise<VendorFile> {
  const zip = new ZipFile();
  for (let number = 1; number <= pictures; number += 1) {
    const name = `${String(number).padStart(3, "0")}_front`;
    const picture = drawPicture(["data set", number], { width: 64, height: 64 });
    zip.addBuffer(await picture.jpeg().toBuffer(), `${name}.jpg`, { mtime: new Date(0) });
    zip.addBuffer(Buffer.from("a photo of TOK_ab12cd34, adult woman"), `${name}.txt`, { mtime: new Date(0) });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return { bytes: Buffer.concat(chunks), contentType: "application/zip" };
}

const dataset = await zipOf(12);
const REQUEST: TrainingRequest = {
  dataset,
  pictures: 12,
  triggerWord: "TOK_ab12cd34",
  steps: 1_000,
  rank: 32,
  learningRate: null,
  name: "Luña v2",
};
const signal = () => AbortSignal.timeout(20_000);
const attempt = (key = "attempt-1") => ({ key, callbackUrl: null });

describeLoraTrainer("Replicate flux-dev-lora-trainer", () => start(), dataset);

describe("the trainer on Replicate", () => {
  it("trains into a private model, from an upload, with what was asked for", async () => {
    const { adapter, emulator } = await start();
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    const outcome = await adapter.collect(jobId, signal());
    expect(outcome).toMatchObject({
      state: "succeeded",
      made: {
        reference: expect.stringMatching(new RegExp(`^${emulator.account}/luna-v2:[0-9a-f]{64}$`)),
        modelVersion: expect.stringMatching(/^[0-9a-f]{64}$/),
        units: { second: 1_170 },
        parameters: { trigger_word: "TOK_ab12cd34", steps: 1_000 },
      },
    });
    expect(emulator.inputs).toEqual([
      {
        input_images: expect.stringMatching(/\/v1\/files\/\w+$/),
        trigger_word: "TOK_ab12cd34",
        autocaption: false,
        steps: 1_000,
        lora_rank: 32,
        wandb_run: expect.stringMatching(/^attempt-[0-9a-f]{32}$/),
      },
    ]);
    expect(emulator.bill).toMatchObject({ trainings: 1, trainSeconds: 1_170 });
  });

  it("makes what the picture models of the same vendor run", async () => {
    const { adapter, emulator, ground } = await start();
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    const outcome = await adapter.collect(jobId, signal());
    if (outcome.state !== "succeeded") throw new Error(`The training is ${outcome.state}.`);
    const picture = {
      prompt: "TOK_ab12cd34, adult woman in a linen shirt",
      negative: "",
      seed: 1,
      aspectRatio: "1:1",
      lora: { reference: outcome.made.reference, scale: 1 },
      parameters: { steps: 28, guidance: 3 },
    };
    for (const name of ["trained-version", "black-forest-labs/flux-dev-lora"] as const) {
      const generator = createReplicateGenerator(ground.options, REPLICATE_IMAGE_MODELS[name]);
      const made = await generator.submit(picture, attempt(), signal());
      expect(await generator.collect(made.jobId, signal()), name).toMatchObject({ state: "succeeded" });
    }
    expect(emulator.bill).toMatchObject({ predictions: 2, images: 1, predictSeconds: 4 });
  });

  it("tells how far it is, from one look to the next", async () => {
    const { emulator, ground, advance } = await start();
    const adapter = createReplicateTrainer({ token: emulator.token, baseUrl: emulator.baseUrl });
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    expect(await adapter.collect(jobId, signal())).toEqual({ state: "running" });
    advance(3 * MINUTE_MS);
    const seen = await adapter.collect(jobId, signal());
    expect(seen).toEqual({ state: "running", progress: 0.056, etaMs: expect.any(Number) });
    advance(9 * MINUTE_MS);
    expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "running", progress: 0.57, etaMs: 452_000 });
    ground.clock.advance(8 * MINUTE_MS);
    expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
  });

  it("adds a version to the model it knows, but never to one that is open to everybody", async () => {
    const { adapter, emulator, ground } = await start();
    const own = { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" };
    const create = (name: string, visibility: string) => {
      const body = JSON.stringify({ owner: emulator.account, name, visibility, hardware: "gpu-t4" });
      return fetch(`${emulator.baseUrl}/models`, { method: "POST", headers: own, body });
    };
    await create("luna-v2", "private");
    await adapter.submit(REQUEST, attempt(), signal());
    // Another training of that name makes it between the look and the making.
    emulator.faults.add("model", REPLICATE_FAULTS.gone);
    const client = createReplicateClient(ground.options);
    expect(await ensureDestination(client, "luna-v2", signal())).toBe(`${emulator.account}/luna-v2`);
    await create("open", "public");
    const open = adapter.submit({ ...REQUEST, name: "open" }, attempt("attempt-3"), signal());
    await expect(open).rejects.toMatchObject({ code: "conflict", reason: "public_model" });
    expect(emulator.bill.trainings).toBe(1);
  });

  it("calls everything before the training itself unpaid", async () => {
    for (const operation of ["model", "account", "create_model", "upload"] as const) {
      const { adapter, emulator } = await start();
      emulator.faults.add(operation, REPLICATE_FAULTS.broken);
      const submitted = adapter.submit(REQUEST, attempt(), signal());
      await expect(submitted).rejects.toMatchObject({ code: "provider_failed", retryable: true });
      expect(emulator.bill.trainings).toBe(0);
    }
  });

  it("stops a training, and pays as far as it went", async () => {
    const { adapter, emulator, advance } = await start({ startMs: 0 });
    const { jobId } = await adapter.submit(REQUEST, attempt(), signal());
    advance(5 * MINUTE_MS);
    await adapter.cancel?.(jobId, signal());
    const stopped = { state: "failed", reason: "canceled", retryable: false, billed: { second: 300 } };
    expect(await adapter.collect(jobId, signal())).toEqual(stopped);
    expect(emulator.bill.trainSeconds).toBe(300);
  });

  it("maps every end to its outcome", async () => {
    const outcomeOf = async (scripted: Parameters<ReplicateEmulator["outcomes"]["add"]>[1], changed = REQUEST) => {
      const { adapter, emulator } = await start();
      emulator.outcomes.add("training", scripted);
      const { jobId } = await adapter.submit(changed, attempt(), signal());
      return adapter.collect(jobId, signal());
    };
    const billed = { second: 1_170 };
    expect(await outcomeOf("sensitive")).toEqual({ state: "refused", reason: "nsfw", billed });
    expect(await outcomeOf("failed")).toMatchObject({ state: "failed", retryable: true, billed });
    expect(await outcomeOf("foreign_output")).toMatchObject({ reason: "foreign_output", retryable: false, billed });
    expect(await outcomeOf("no_weights")).toMatchObject({ state: "failed", reason: "no_weights", billed });
    expect(await outcomeOf("bad_weights")).toMatchObject({ state: "failed", reason: "not_safetensors", billed });
    expect(await outcomeOf("bomb")).toMatchObject({ state: "failed", reason: "too_large", billed });
    const wrong = { ...REQUEST, dataset: { bytes: Buffer.from("no zip"), contentType: "application/zip" } };
    expect(await outcomeOf("output_gone", wrong)).toMatchObject({ reason: "input_images must be a zip file" });
  });

  it("names models as Replicate allows", () => {
    expect(modelNameOf("Luña v2")).toBe("luna-v2");
    expect(modelNameOf("--Ana & Bea!--")).toBe("ana-bea");
    expect(modelNameOf("x".repeat(80))).toHaveLength(60);
    expect(() => modelNameOf("¡!")).toThrow(expect.objectContaining({ code: "invalid_input", field: "name" }));
  });
});
