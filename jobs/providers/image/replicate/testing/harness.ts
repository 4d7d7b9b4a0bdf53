// One picture model of Replicate beside its emulator, for the conformance suite.
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { ImageGenerator } from "../../../../../agents/ports/image-generator.ts";
import type { FindAttempt } from "../../../../../agents/ports/vendor-job.ts";
import type { ReplicateEmulator } from "../../../replicate/emulator/replicate-emulator.ts";
import {
  type GroundOptions,
  prepareReplicate,
  type ReplicateGround,
} from "../../../replicate/testing/emulated-vendor.ts";
import { createReplicateGenerator, REPLICATE_IMAGE_MODELS } from "../replicate.ts";

export type ReplicateImageName = keyof typeof REPLICATE_IMAGE_MODELS;
/** The name of the model whose version the emulator has. */
export const TRAINED_MODEL = "luna-v1";

export interface ReplicateImageHarness extends VendorHarness<ImageGenerator & { readonly find: FindAttempt }> {
  readonly ground: ReplicateGround;
  readonly emulator: ReplicateEmulator;
  /** "owner/name:version" */
  readonly trained: string;
  close(): Promise<void>;
}

export async function createReplicateImageHarness(
  name: ReplicateImageName = "black-forest-labs/flux-dev-lora",
  options: GroundOptions = {},
): Promise<ReplicateImageHarness> {
  const ground = await prepareReplicate(options);
  const { emulator, startedAt, close } = ground;
  const adapter = createReplicateGenerator(ground.options, REPLICATE_IMAGE_MODELS[name]);
  const billed = ({ bill }: ReplicateEmulator) => (adapter.info.unit === "image" ? bill.images : bill.predictSeconds);
  const refusal = name === "black-forest-labs/flux-kontext-pro" ? "sensitive" : "nsfw";
  const vendor = ground.vendor({ job: "prediction", refusal, billed });
  return { adapter, startedAt, vendor, ground, emulator, trained: emulator.addTrainedVersion(TRAINED_MODEL), close };
}
