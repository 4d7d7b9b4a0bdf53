// Outside capability: pictures from a prompt. One adapter a vendor under jobs/providers/image.

export interface ImageRequest {
  readonly prompt: string;
  readonly negative: string;
  /** 32-bit; the same request with the same seed asks for the same picture. */
  readonly seed: number;
  /** "4:5", "1:1", "9:16" ... */
  readonly aspectRatio: string;
  /** LoRA reference the vendor understands, with its strength. */
  readonly lora?: { readonly reference: string; readonly scale: number };
  /** What a preview card shows besides the prompt: never needed by a real vendor. */
  readonly shot?: { readonly title: string; readonly lines: readonly string[] };
  /** Vendor-neutral numbers: steps, guidance. */
  readonly parameters: { readonly steps: number; readonly guidance: number };
}

export interface GeneratedImage {
  readonly bytes: Uint8Array;
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly modelVersion?: string;
  /** What was really sent, for provenance. */
  readonly parameters: Record<string, unknown>;
  /** Billable units by the price book's unit name, e.g. { image: 1 } or { second: 2.4 }. */
  readonly units: Readonly<Record<string, number>>;
}

/** Where a submitted request stands. `refused`: the vendor's own safety said no. */
export type ImageOutcome =
  | { readonly state: "running" }
  | { readonly state: "succeeded"; readonly image: GeneratedImage }
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "failed"; readonly reason: string; readonly retryable: boolean };

export interface ImageGeneratorInfo {
  readonly provider: string;
  readonly model: string;
  /** Built-in generators draw previews: their output is marked synthetic and never published or sold for real. */
  readonly offline: boolean;
  /** Price book unit that quotes are made in. */
  readonly unit: string;
  readonly aspectRatios: readonly string[];
  readonly supportsLora: boolean;
}

/**
 * Submit and collect are apart so that a crash between them never pays twice: the id that `submit` returns is stored
 * before anything is awaited, and `find` resolves a submission whose answer was lost.
 */
export interface ImageGenerator {
  readonly info: ImageGeneratorInfo;
  /**
   * Starts the work. `attemptKey` is unique per paid attempt and is recorded with the vendor where it can be.
   * @throws AppError `outcome_unknown` when it may have begun; any other: it certainly did not
   */
  submit(request: ImageRequest, attemptKey: string, signal: AbortSignal): Promise<{ readonly jobId: string }>;
  /** Waits (up to the vendor's own time) and returns the outcome. Safe to call again. @throws AppError */
  collect(jobId: string, signal: AbortSignal): Promise<ImageOutcome>;
  /** null: the vendor has no way to ask, so an attempt whose submission was cut off waits for a person. */
  readonly find: FindAttempt | null;
}

/** The job of an attempt whose submission was cut off, or null when the vendor never got it. @throws AppError when it cannot tell */
export type FindAttempt = (
  attemptKey: string,
  submittedAfter: Date,
  signal: AbortSignal,
) => Promise<{ readonly jobId: string } | null>;
