// What every LoraTrainer must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { LoraTrainer, TrainedLora, TrainingRequest } from "../lora-trainer.ts";
import type { VendorFile } from "../vendor-job.ts";
import { describeVendorJobs, type VendorHarness } from "./vendor-jobs.ts";

export type LoraTrainerHarness = VendorHarness<LoraTrainer> & {
  /** Lets the vendor's time pass while a training runs. */
  readonly advance: (ms: number) => void;
};

/** @param dataset a ZIP of at least ten small pictures with captions, made once */
export function describeLoraTrainer(
  name: string,
  create: () => Promise<LoraTrainerHarness> | LoraTrainerHarness,
  dataset: VendorFile,
): void {
  const signal = () => AbortSignal.timeout(30_000);
  const attempt = (key: string) => ({ key, callbackUrl: null });
  const request: TrainingRequest = {
    dataset,
    pictures: 12,
    triggerWord: "TOK_ab12cd34",
    steps: 1_000,
    rank: 16,
    learningRate: 4e-4,
    name: "luna-v1",
  };

  describeVendorJobs<TrainingRequest, TrainedLora, LoraTrainer>(name, create, {
    request,
    bytesOf: (made) => made.weights,
    unitsOf: (made) => made.units,
  });

  describe(`${name} is a LoraTrainer`, () => {
    it("gives safetensors and a reference that its vendor's picture models understand", async () => {
      const { adapter } = await create();
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcome = await adapter.collect(jobId, signal());
      if (outcome.state !== "succeeded") throw new Error(`The training is ${outcome.state}.`);
      const { weights, reference } = outcome.made;
      const headerBytes = Number(Buffer.from(weights).readBigUInt64LE(0));
      expect(JSON.parse(Buffer.from(weights.subarray(8, 8 + headerBytes)).toString())).toBeTypeOf("object");
      expect(reference).not.toBe("");
    });

    it("quotes what it bills, within a fifth", async () => {
      const { adapter } = await create();
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcome = await adapter.collect(jobId, signal());
      if (outcome.state !== "succeeded") throw new Error(`The training is ${outcome.state}.`);
      const expected = adapter.info.expectedUnits(request.steps)[adapter.info.unit] ?? Number.NaN;
      const billed = outcome.made.units[adapter.info.unit] ?? Number.NaN;
      expect(Math.abs(billed - expected) / expected).toBeLessThan(0.2);
      expect(adapter.info.expectedMs(request.steps)).toBeGreaterThan(0);
    });

    it("refuses steps and ranks outside its range before anything is paid", async () => {
      const { adapter, vendor } = await create();
      const odd: [string, TrainingRequest][] = [["steps", { ...request, steps: adapter.info.steps.most + 1 }]];
      const { ranks } = adapter.info;
      if (ranks) odd.push(["rank", { ...request, rank: ranks.most + 1 }]);
      for (const [field, wrong] of odd) {
        await expect(adapter.submit(wrong, attempt("attempt-1"), signal())).rejects.toMatchObject({
          code: "invalid_input",
          field,
        });
      }
      if (vendor) expect(vendor.taken()).toBe(0);
    });
  });
}
