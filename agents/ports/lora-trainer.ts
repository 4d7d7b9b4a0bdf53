// Outside capability: a LoRA from pictures of one identity. One adapter a vendor under jobs/providers/training.
import type { BilledUnits, VendorFile, VendorInfo, VendorJobs } from "./vendor-job.ts";

export interface TrainingRequest {
  /** ZIP of NNN_<kind>.jpg with a .txt caption each. */
  readonly dataset: VendorFile;
  readonly pictures: number;
  /** "TOK_ab12cd34" */
  readonly triggerWord: string;
  readonly steps: number;
  readonly rank: number;
  /** null: the trainer's own default. */
  readonly learningRate: number | null;
  /** Ours, for the vendor's list: "luna-v2". */
  readonly name: string;
}

export interface TrainedLora {
  /** How image generators of this vendor name it. */
  readonly reference: string;
  /** The weights, at most LORA_MAX_BYTES, already checked to be safetensors (trust T11). */
  readonly weights: Uint8Array;
  readonly modelVersion?: string;
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

export const LORA_MAX_BYTES = 1024 * 1024 * 1024;

export interface LoraTrainerInfo extends VendorInfo {
  /** The model it trains on: image generators say which LoRAs fit them. */
  readonly base: string;
  readonly steps: { readonly least: number; readonly most: number };
  /** null: the vendor chooses. */
  readonly ranks: { readonly least: number; readonly most: number } | null;
  /** What a training of `steps` will be billed as, for the quote. */
  expectedUnits(steps: number): BilledUnits;
  /** A guess for the first minutes, before the vendor tells. */
  expectedMs(steps: number): number;
}

export interface LoraTrainer extends VendorJobs<TrainingRequest, TrainedLora> {
  readonly info: LoraTrainerInfo;
}
