// Kling on Replicate beside the emulator, for the conformance suite.
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { FindAttempt } from "../../../../../agents/ports/vendor-job.ts";
import type { VideoGenerator } from "../../../../../agents/ports/video-generator.ts";
import type { ReplicateEmulator } from "../../../replicate/emulator/replicate-emulator.ts";
import {
  type GroundOptions,
  prepareReplicate,
  type ReplicateGround,
} from "../../../replicate/testing/emulated-vendor.ts";
import { createReplicateVideoGenerator } from "../replicate.ts";

export interface ReplicateVideoHarness extends VendorHarness<VideoGenerator & { readonly find: FindAttempt }> {
  readonly ground: ReplicateGround;
  readonly emulator: ReplicateEmulator;
  close(): Promise<void>;
}

export async function createReplicateVideoHarness(options: GroundOptions = {}): Promise<ReplicateVideoHarness> {
  const ground = await prepareReplicate({ runMs: 90_000, pace: 10, ...options });
  const { emulator, startedAt, close } = ground;
  const vendor = ground.vendor({ job: "prediction", refusal: "sensitive", billed: ({ bill }) => bill.clipSeconds });
  return { adapter: createReplicateVideoGenerator(ground.options), startedAt, vendor, ground, emulator, close };
}
