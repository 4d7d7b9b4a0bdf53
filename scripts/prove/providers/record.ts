// One adapter against its emulated vendor, fault by fault: what it said, and what the vendor says it took and billed.

import { toAppError } from "../../../agents/kernel/errors.ts";
import { VENDOR_FAULTS, type VendorFault } from "../../../agents/ports/conformance/vendor-faults.ts";
import type { EmulatedVendor } from "../../../agents/ports/conformance/vendor-jobs.ts";
import type { BilledUnits, VendorInfo, VendorJobs, VendorOutcome } from "../../../agents/ports/vendor-job.ts";

export interface ProvenAdapter {
  readonly name: string;
  readonly kind: string;
  open(): Promise<OpenedAdapter>;
}

export interface OpenedAdapter {
  readonly adapter: VendorJobs<unknown, { readonly units: BilledUnits }> & { readonly info: VendorInfo };
  readonly vendor: EmulatedVendor;
  readonly startedAt: Date;
  readonly request: unknown;
  close(): Promise<void>;
}

/** What a submission came to. */
export type Submission =
  | { readonly state: "taken" }
  | { readonly state: "refused"; readonly code: string; readonly retryable: boolean };

export interface Step {
  readonly submission: Submission;
  /** By look-up, where the submission was not answered and the vendor keeps a list; null: not asked. */
  readonly found: boolean | null;
  readonly outcome: { readonly state: string; readonly reason: string; readonly billed: number } | null;
}

export interface Trial {
  readonly adapter: string;
  readonly kind: string;
  readonly fault: VendorFault | "none";
  /** The attempt with the fault, then one without. */
  readonly steps: readonly Step[];
  readonly taken: number;
  readonly billed: number;
}

const LIMIT_MS = 60_000;

/** A trial for each fault and one without any, in the order given. */
export async function recordTrials(
  proven: ProvenAdapter,
  faults: readonly (VendorFault | "none")[] = ["none", ...VENDOR_FAULTS],
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const fault of faults) trials.push(await recordTrial(proven, fault));
  return trials;
}

async function recordTrial({ name, kind, open }: ProvenAdapter, fault: VendorFault | "none"): Promise<Trial> {
  const opened = await open();
  try {
    if (fault !== "none") await opened.vendor.inject(fault);
    const steps = [await attempt(opened, "attempt-1")];
    // A vendor that cannot be reached stays so: there is no second try to make.
    if (fault !== "unreachable") steps.push(await attempt(opened, "attempt-2"));
    return { adapter: name, kind, fault, steps, taken: opened.vendor.taken(), billed: opened.vendor.billed() };
  } finally {
    await opened.close();
  }
}

async function attempt({ adapter, startedAt, request }: OpenedAdapter, key: string): Promise<Step> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const { jobId } = await adapter.submit(request, { key, callbackUrl: null }, signal);
    const outcome = await adapter.collect(jobId, signal);
    return { submission: { state: "taken" }, found: null, outcome: told(outcome, adapter.info.unit) };
  } catch (thrown) {
    const { code, retryable } = toAppError(thrown);
    const submission = { state: "refused" as const, code, retryable };
    if (code !== "outcome_unknown" || !adapter.find) return { submission, found: null, outcome: null };
    const found = await adapter.find(key, startedAt, signal);
    const outcome = found ? told(await adapter.collect(found.jobId, signal), adapter.info.unit) : null;
    return { submission, found: found !== null, outcome };
  }
}

function told(outcome: VendorOutcome<{ readonly units: BilledUnits }>, unit: string): Step["outcome"] {
  if (outcome.state === "running") return { state: "running", reason: "", billed: 0 };
  const units = outcome.state === "succeeded" ? outcome.made.units : outcome.billed;
  const reason = outcome.state === "succeeded" ? "" : outcome.reason;
  return { state: outcome.state, reason, billed: units[unit] ?? 0 };
}
