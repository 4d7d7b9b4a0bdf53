import { expect, it } from "vitest";
import { inspectSafetensors } from "../../../../agents/domain/trust/safetensors.ts";
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import { describeLoraTrainer } from "../../../../agents/ports/conformance/lora-trainer.ts";
import { createBuiltInTrainer } from "./built-in-trainer.ts";

const dataset = { bytes: Buffer.from("any bytes stand for a training set here"), contentType: "application/zip" };
const signal = AbortSignal.timeout(5_000);

/** A clock that moves by itself, as a vendor's does. */
function running() {
  const clock = new ManualClock();
  const started = clock.now();
  const trainer = createBuiltInTrainer({ clock });
  return {
    clock,
    adapter: {
      ...trainer,
      collect: (jobId: string, given: AbortSignal) => {
        clock.advance(15_000);
        return trainer.collect(jobId, given);
      },
    },
    startedAt: started,
    vendor: null,
    advance: (ms: number) => clock.advance(ms),
  };
}

describeLoraTrainer("the built-in trainer", running, dataset);

it("tells how far it is, and hands over safetensors", async () => {
  const clock = new ManualClock();
  const trainer = createBuiltInTrainer({ clock });
  const request = {
    dataset,
    pictures: 40,
    triggerWord: "TOK_ab12cd34",
    steps: 1_000,
    rank: 16,
    learningRate: null,
    name: "luna-v1",
  };
  const { jobId } = await trainer.submit(request, { key: "attempt-1", callbackUrl: null }, signal);
  clock.advance(3_000);
  expect(await trainer.collect(jobId, signal)).toEqual({ state: "running", progress: 0.25, etaMs: 9_000 });
  clock.advance(9_000);
  const outcome = await trainer.collect(jobId, signal);
  if (outcome.state !== "succeeded") throw new Error(outcome.state);
  expect(inspectSafetensors(outcome.made.weights, outcome.made.weights.byteLength)).toMatchObject({ ok: true });
  await expect(trainer.collect("pretend_x", signal)).rejects.toMatchObject({ code: "not_found" });
});
