// Outside capability: pictures from a prompt. One adapter a vendor under jobs/providers/image.
import type { BilledUnits, VendorFile, VendorInfo, VendorJobs, VendorOutcome } from "./vendor-job.ts";

export interface ImageRequest {
  readonly prompt: string;
  readonly negative: string;
  /** 32-bit; the same request with the same seed asks for the same picture. */
  readonly seed: number;
  /** "4:5", "1:1", "9:16" ... */
  readonly aspectRatio: string;
  /** LoRA reference the vendor understands, with its strength. */
  readonly lora?: { readonly reference: string; readonly scale: number };
  /** The face to keep, where `info.takesReference`. */
  readonly reference?: VendorFile;
  /** What a preview card shows besides the prompt: never needed by a real vendor. */
  readonly shot?: {
    readonly title: string;
    readonly lines: readonly string[];
    /** A face and nothing else is asked for. */
    readonly portrait?: boolean | undefined;
  };
  /** Vendor-neutral numbers: steps, guidance. */
  readonly parameters: { readonly steps: number; readonly guidance: number };
}

export interface GeneratedImage {
  readonly bytes: Uint8Array;
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly modelVersion?: string;
  /** What was really sent, for provenance. */
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

export type ImageOutcome = VendorOutcome<GeneratedImage>;

export interface ImageGeneratorInfo extends VendorInfo {
  readonly aspectRatios: readonly string[];
  /** How a LoRA may be named: by a link to its weights, by a name the vendor itself gave it, or not at all. */
  readonly lora: "link" | "name" | null;
  /** What a LoRA must have been trained on to fit, such as "flux.1-dev"; absent: any that it can be told of. */
  readonly loraBase?: string;
  readonly takesReference: boolean;
  /** What it makes no picture without; absent: words are enough. */
  readonly needs?: "lora" | "reference";
  /** What one picture is usually billed as, for quotes; absent: one `unit`. */
  readonly usualUnits?: BilledUnits;
}

export interface ImageGenerator extends VendorJobs<ImageRequest, GeneratedImage> {
  readonly info: ImageGeneratorInfo;
}
