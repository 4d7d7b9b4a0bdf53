import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import { describeLoraTrainer } from "../../../../agents/ports/conformance/lora-trainer.ts";
import type { LoraTrainer, TrainingRequest } from "../../../../agents/ports/lora-trainer.ts";
import { drawPicture } from "../../emulator/draw-picture.ts";
import type { FalEmulatorOptions } from "../../fal/emulator/fal-emulator.ts";
import type { FalOutcome } from "../../fal/emulator/request-queue.ts";
import type { FalOptions } from "../../fal/fal-queue.ts";
import { createFalHarness, type FalHarness } from "../../fal/testing/harness.ts";
import { createFalGenerator } from "../../image/fal/fal.ts";
import { FLUX_LORA } from "../../image/fal/image-models.ts";
import { tinySafetensors } from "../tiny-safetensors.ts";
import { WANTED_WEIGHTS } from "../wanted-weights.ts";
import { createFalTrainer, type FalTrainerModel } from "./fal-trainer.ts";
import { FLUX_FAST_TRAINING, FLUX_PORTRAIT_TRAINER } from "./training-models.ts";
import { trainingProgress } from "./training-progress.ts";

const running: FalHarness<LoraTrainer>[] = [];
afterAll(async () => {
  await Promise.allSettled(running.map((harness) => harness.close()));
});

async function start(model: FalTrainerModel, emulated: FalEmulatorOptions = {}, more: Partial<FalOptions> = {}) {
  const harness = await createFalHarness((options) => createFalTrainer(model, options), emulated, more);
  running.push(harness);
  return harness;
}

async function archive(pictures: number): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date("2026-11-24T12:00:00Z");
  for (let index = 0; index < pictures; index += 1) {
    const name = `${String(index).padStart(3, "0")}_portrait`;
    zip.addBuffer(await drawPicture([index], { width: 16, height: 16 }).jpeg().toBuffer(), `${name}.jpg`, { mtime });
    zip.addBuffer(Buffer.from("TOK_ab12cd34, adult woman in a linen shirt"), `${name}.txt`, { mtime });
  }
  zip.end();
  const pieces: Uint8Array[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

const dataset = { bytes: await archive(12), contentType: "application/zip" };
const REQUEST: TrainingRequest = {
  dataset,
  pictures: 12,
  triggerWord: "TOK_ab12cd34",
  steps: 1_500,
  rank: 16,
  learningRate: 4e-4,
  name: "luna v1/…",
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function train({ adapter }: { adapter: LoraTrainer }, change: Partial<TrainingRequest> = {}) {
  const { jobId } = await adapter.submit({ ...REQUEST, ...change }, ATTEMPT, signal());
  return adapter.collect(jobId, signal());
}

describeLoraTrainer("fal-ai/flux-lora-fast-training", () => start(FLUX_FAST_TRAINING), dataset);
describeLoraTrainer("fal-ai/flux-lora-portrait-trainer", () => start(FLUX_PORTRAIT_TRAINER), dataset);

it.each([
  [FLUX_FAST_TRAINING, { trigger_word: "TOK_ab12cd34", create_masks: true, is_style: false }],
  [
    FLUX_PORTRAIT_TRAINER,
    { trigger_phrase: "TOK_ab12cd34", subject_crop: true, multiresolution_training: true, learning_rate: 4e-4 },
  ],
])("uploads the pictures, asks for what the trainer takes, and is billed by the step", async (model, asked) => {
  const harness = await start(model);
  const outcome = await train(harness);
  const parameters = { model: model.info.model, ...asked, steps: 1_500 };
  expect(outcome).toMatchObject({ state: "succeeded", made: { parameters, units: { step: 1_500 } } });
  const images_data_url = expect.stringMatching(/\/files\/[\w-]+\/luna-v1-\.zip$/);
  expect(harness.emulator.inputs).toEqual([{ ...asked, steps: 1_500, images_data_url }]);
  expect(harness.emulator.uploads).toMatchObject([{ contentType: "application/zip", keptSeconds: 86_400 }]);
  expect(harness.vendor.billed()).toBe(1_500);
});

it("gives a link that this vendor's picture model takes, and the same weights for the same pictures", async () => {
  const harness = await start(FLUX_FAST_TRAINING);
  const [first, again] = [await train(harness), await train(harness)];
  const other = await train(harness, { triggerWord: "TOK_ef56ab78" });
  if (first.state !== "succeeded" || again.state !== "succeeded" || other.state !== "succeeded") {
    throw new Error("not trained");
  }
  expect(sha256(first.made.weights)).toBe(sha256(again.made.weights));
  expect(sha256(first.made.weights)).not.toBe(sha256(other.made.weights));

  const generator = createFalGenerator(FLUX_LORA, harness.emulator);
  const pictures: string[] = [];
  for (const { made } of [first, again, other]) {
    const lora = { reference: made.reference, scale: 1 };
    const request = { prompt: "TOK_ab12cd34, adult woman", negative: "", seed: 1, aspectRatio: "1:1", lora };
    const parameters = { steps: 28, guidance: 3 };
    const { jobId } = await generator.submit({ ...request, parameters }, ATTEMPT, signal());
    const outcome = await generator.collect(jobId, signal());
    pictures.push(outcome.state === "succeeded" ? sha256(outcome.made.bytes) : outcome.state);
  }
  expect(pictures[0]).toBe(pictures[1]);
  expect(pictures[0]).not.toBe(pictures[2]);
});

it("tells how far it is while it runs", async () => {
  const harness = await start(
    FLUX_FAST_TRAINING,
    { queueMs: MINUTE_MS, runMs: 10 * MINUTE_MS },
    { collectTimeoutMs: 0 },
  );
  const { jobId } = await harness.adapter.submit(REQUEST, ATTEMPT, signal());
  const seen: (number | undefined)[] = [];
  for (const minutes of [0, 4, 4]) {
    harness.advance(minutes * MINUTE_MS);
    const outcome = await harness.adapter.collect(jobId, signal());
    if (outcome.state !== "running") throw new Error(`The training is ${outcome.state}.`);
    seen.push(outcome.progress);
  }
  expect(seen[0]).toBeUndefined();
  expect(seen[1]).toBeCloseTo(0.125, 2);
  expect(seen[2]).toBeCloseTo(0.625, 2);
  harness.advance(4 * MINUTE_MS);
  expect(await harness.adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
});

it("knows what it is billed when another process collects it", async () => {
  const harness = await start(FLUX_FAST_TRAINING);
  const { jobId } = await harness.adapter.submit(REQUEST, ATTEMPT, signal());
  expect(await harness.reopen().collect(jobId, signal())).toMatchObject({
    state: "succeeded",
    made: { units: { step: 1_500 } },
  });
});

it("refuses too few pictures before anything is paid", async () => {
  for (const [model, pictures] of [
    [FLUX_FAST_TRAINING, 3],
    [FLUX_PORTRAIT_TRAINER, 9],
  ] as const) {
    const harness = await start(model);
    await expect(train(harness, { pictures })).rejects.toMatchObject({ code: "invalid_input", field: "pictures" });
    expect(harness.emulator.uploads).toEqual([]);
  }
});

it("tells failures apart, and what each costs", async () => {
  const harness = await start(FLUX_FAST_TRAINING);
  const outcome = async (scripted: FalOutcome) => {
    harness.emulator.outcomes.add("request", scripted);
    return train(harness);
  };
  expect(await outcome("failed")).toMatchObject({ state: "failed", retryable: true, billed: {} });
  expect(await outcome("refused")).toMatchObject({ state: "refused", billed: {} });
  expect(await outcome("foreign_output")).toMatchObject({ reason: "foreign_output", billed: { step: 1_500 } });
  const few = { bytes: await archive(2), contentType: "application/zip" };
  expect(await train(harness, { dataset: few })).toMatchObject({
    state: "failed",
    reason: "invalid_archive: Too few images in the archive.",
    retryable: false,
    billed: {},
  });
  expect(harness.vendor.billed()).toBe(1_500);
});

describe("progress bars", () => {
  it("count the training's own, which is the longest", () => {
    const bar = (done: number, all: number) => ` 45%|████▌     | ${done}/${all} [01:20<01:38,  5.61it/s]`;
    expect(trainingProgress([])).toBeUndefined();
    expect(trainingProgress(["Downloading 3/4", "epoch 1/2"])).toBeUndefined();
    expect(trainingProgress([bar(12, 12), bar(100, 1_000), bar(450, 1_000), bar(1, 12)])).toBe(0.45);
    expect(trainingProgress([`${bar(1, 1_000)}\r${bar(2, 1_000)}`])).toBe(0.002);
  });
});

describe("weights", () => {
  let good: Buffer;
  beforeAll(() => {
    good = Buffer.from(tinySafetensors(7));
  });
  const file = (header: string, data: number, length = header.length) => {
    const bytes = Buffer.alloc(8 + header.length + data);
    bytes.writeBigUInt64LE(BigInt(length), 0);
    bytes.write(header, 8);
    return bytes;
  };
  const tensor = (...data_offsets: number[]) => ({ dtype: "F32", shape: [1], data_offsets });

  it("are safetensors by what they hold", () => {
    expect(WANTED_WEIGHTS.typeOf(good)).toBe("safetensors");
    expect(WANTED_WEIGHTS.typeOf(file(JSON.stringify({ a: tensor(4, 8), b: tensor(0, 4) }), 8))).toBe("safetensors");
  });

  it("are nothing else", () => {
    const pickle = Buffer.from("PK\u0003\u0004archive/data.pkl");
    for (const [what, bytes] of [
      ["empty", Buffer.alloc(0)],
      ["a pickle", pickle],
      ["a page", Buffer.from("<html>an error page</html>")],
      ["cut in the header", good.subarray(0, 40)],
      ["cut in the data", good.subarray(0, -1)],
      ["a header longer than the file", file("{}", 0, 2 ** 40)],
      ["not JSON", file("{nope", 8)],
      ["a list", file("[]", 8)],
      ["without tensors", file('{"__metadata__":{}}', 8)],
      ["odd tensors", file('{"a":1}', 8)],
      ["outside the file", file(JSON.stringify({ a: tensor(0, 12) }), 8)],
      ["backwards", file(JSON.stringify({ a: tensor(8, 4) }), 8)],
      ["one over another", file(JSON.stringify({ a: tensor(0, 8), b: tensor(4, 8) }), 8)],
    ] as const) {
      expect(WANTED_WEIGHTS.typeOf(bytes), what).toBeNull();
    }
  });
});
