// What all work done by an outside vendor has in common: pictures, clips, spoken lines, trainings. Submitting and
// collecting are apart so that a crash between them never pays twice: the id that `submit` returns is stored before
// anything is awaited, and `find` resolves a submission whose answer was lost.

/** Billable units by the price book's unit name, such as { image: 1 } or { second: 2.4 }; {} when nothing is billed. */
export type BilledUnits = Readonly<Record<string, number>>;

/**
 * Where submitted work stands. A vendor's no is an outcome, never an error.
 * `refused`: the vendor's own safety said no. `failed`: it ended without what was asked for, whatever the reason.
 * `billed`: what the vendor charges all the same.
 */
export type VendorOutcome<Made> =
  | { readonly state: "running"; readonly progress?: number; readonly etaMs?: number }
  | { readonly state: "succeeded"; readonly made: Made }
  | { readonly state: "refused"; readonly reason: string; readonly billed: BilledUnits }
  | { readonly state: "failed"; readonly reason: string; readonly retryable: boolean; readonly billed: BilledUnits };

/** One paid attempt. */
export interface Attempt {
  /** Unique per paid attempt; recorded with the vendor where it can be. */
  readonly key: string;
  /** Where the vendor may tell that it is done, or null where it cannot reach us. Its word is only a wake-up: `collect` asks. */
  readonly callbackUrl: string | null;
}

export interface VendorInfo {
  readonly provider: string;
  readonly model: string;
  /** Built in: what it makes is marked synthetic and never published or sold for real. */
  readonly offline: boolean;
  /** Price book unit that quotes are made in. */
  readonly unit: string;
  /** 1 (draft) to 5 (best) and 1 (slow) to 5 (at once), for routing. */
  readonly quality: 1 | 2 | 3 | 4 | 5;
  readonly speed: 1 | 2 | 3 | 4 | 5;
}

export interface VendorJobs<Request, Made> {
  /**
   * Begins to bring the request's files to the vendor while the job waits for its turn, so that `submit` of the same
   * attempt need not. Costs nothing; what goes wrong is `submit`'s to tell.
   */
  readonly sendAhead?: (request: Request, attemptKey: string, signal: AbortSignal) => void;
  /**
   * Starts the work, once: a request that costs money is never repeated here.
   * @throws AppError `outcome_unknown` when it may have begun; any other: it certainly did not
   */
  submit(request: Request, attempt: Attempt, signal: AbortSignal): Promise<{ readonly jobId: string }>;
  /**
   * Waits (up to the vendor's own time) and returns the outcome. Safe to call again.
   * @param ended called, by vendors whose files are fetched afterwards, when the work is done: the next may begin there
   * @throws AppError when the vendor could not be asked
   */
  collect(jobId: string, signal: AbortSignal, ended?: () => void): Promise<VendorOutcome<Made>>;
  /** null: the vendor has no way to ask, so an attempt whose submission was cut off waits for a person. */
  readonly find: FindAttempt | null;
  /** Stops what can still be stopped; no error when it has already ended. null: the vendor cannot. */
  readonly cancel: ((jobId: string, signal: AbortSignal) => Promise<void>) | null;
}

/** The job of an attempt whose submission was cut off, or null when the vendor never got it. @throws AppError when it cannot tell */
export type FindAttempt = (
  attemptKey: string,
  submittedAfter: Date,
  signal: AbortSignal,
) => Promise<{ readonly jobId: string } | null>;

/** A file handed to a vendor. The adapter sends it the vendor's way: inline, as an upload, as a form part. */
export interface VendorFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}
