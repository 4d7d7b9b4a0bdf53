// The LoRA trainer of Replicate beside the emulator, for the conformance suite.
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { LoraTrainer } from "../../../../../agents/ports/lora-trainer.ts";
import type { FindAttempt } from "../../../../../agents/ports/vendor-job.ts";
import type { ReplicateEmulator } from "../../../replicate/emulator/replicate-emulator.ts";
import {
  type GroundOptions,
  prepareReplicate,
  type ReplicateGround,
} from "../../../replicate/testing/emulated-vendor.ts";
import { createReplicateTrainer } from "../replicate.ts";

export interface ReplicateTrainerHarness extends VendorHarness<LoraTrainer & { readonly find: FindAttempt }> {
  readonly ground: ReplicateGround;
  readonly emulator: ReplicateEmulator;
  readonly advance: (ms: number) => void;
  close(): Promise<void>;
}

/** Two seconds between two looks are a quarter of an hour. */
const PACE = 450;

export async function createReplicateTrainerHarness(options: GroundOptions = {}): Promise<ReplicateTrainerHarness> {
  const ground = await prepareReplicate({ pace: PACE, ...options });
  const { clock, emulator, startedAt, close } = ground;
  const vendor = ground.vendor({ job: "training", refusal: "sensitive", billed: ({ bill }) => bill.trainSeconds });
  const adapter = createReplicateTrainer(ground.options);
  return { adapter, startedAt, vendor, ground, emulator, advance: (ms) => clock.advance(ms), close };
}
