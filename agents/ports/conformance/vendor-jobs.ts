// What every adapter of a vendor's work must do, whatever is made: pay once, tell what is known from what is not, and
// survive the faults below. Run by the conformance suites of pictures, video, voice and trainings, and by `prove providers`.
import { describe, expect, it } from "vitest";
import type { BilledUnits, VendorInfo, VendorJobs, VendorOutcome } from "../vendor-job.ts";
import type { VendorFault } from "./vendor-faults.ts";

export type VendorAdapter<Request, Made> = VendorJobs<Request, Made> & { readonly info: VendorInfo };

export interface VendorHarness<Adapter> {
  readonly adapter: Adapter;
  /** An instant before anything was submitted, by the vendor's clock. */
  readonly startedAt: Date;
  /** Only of real vendors: built-in ones have none of these. */
  readonly vendor: EmulatedVendor | null;
}

export interface EmulatedVendor {
  /** The next submission ends that way. */
  inject(fault: VendorFault): void | Promise<void>;
  /** The next question about work that was taken fails for a moment. null where nothing is asked after the submission. */
  readonly interruptCollecting: (() => void) | null;
  /** Work it took, whatever became of it. */
  taken(): number;
  /** What it will charge for all of it, in `info.unit`. */
  billed(): number;
}

const SUBMISSION_FAULTS: Readonly<Partial<Record<VendorFault, object>>> = {
  unauthenticated: { code: "not_configured", retryable: false },
  no_credit: { code: "rate_limited", retryable: false },
  invalid: { code: "provider_failed", retryable: false },
  rate_limited: { code: "rate_limited", retryable: true },
  server_error: { code: "outcome_unknown", retryable: false },
  gateway_page: { code: "outcome_unknown", retryable: false },
  garbage: { code: "outcome_unknown", retryable: false },
  hang: { code: "outcome_unknown", retryable: false },
  cut: { code: "outcome_unknown", retryable: false },
  unreachable: { code: "unavailable", retryable: true },
};

const OUTCOME_FAULTS: Readonly<Partial<Record<VendorFault, object>>> = {
  no_output: { state: expect.stringMatching(/^(refused|failed)$/) },
  refused: { state: "refused" },
  output_lost: { state: "failed", retryable: true },
  wrong_type: { state: "failed", reason: "wrong_type" },
};

export interface VendorJobsCase<Request, Made> {
  readonly request: Request;
  /** All that is made, to be compared. */
  bytesOf(made: Made): Uint8Array;
  unitsOf(made: Made): BilledUnits;
}

export function describeVendorJobs<Request, Made, Adapter extends VendorAdapter<Request, Made>>(
  name: string,
  create: () => Promise<VendorHarness<Adapter>> | VendorHarness<Adapter>,
  { request, bytesOf, unitsOf }: VendorJobsCase<Request, Made>,
): void {
  const signal = () => AbortSignal.timeout(20_000);
  const attempt = (key: string) => ({ key, callbackUrl: null });
  const billedIn = (outcome: VendorOutcome<Made>, unit: string): number => {
    if (outcome.state === "running") return Number.NaN;
    return (outcome.state === "succeeded" ? unitsOf(outcome.made) : outcome.billed)[unit] ?? 0;
  };

  describe(`${name} does a vendor's work`, () => {
    it("makes it, and says what is billed", async () => {
      const { adapter, vendor } = await create();
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcome = await adapter.collect(jobId, signal());
      expect(outcome.state).toBe("succeeded");
      expect(billedIn(outcome, adapter.info.unit)).toBeGreaterThan(0);
      if (vendor) expect(billedIn(outcome, adapter.info.unit)).toBeCloseTo(vendor.billed(), 6);
    });

    it("may be collected again and at once, and is made once", async () => {
      const { adapter, vendor } = await create();
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcomes = await Promise.all([adapter.collect(jobId, signal()), adapter.collect(jobId, signal())]);
      outcomes.push(await adapter.collect(jobId, signal()));
      const [first, ...others] = outcomes.map((outcome) =>
        outcome.state === "succeeded" ? Buffer.from(bytesOf(outcome.made)) : Buffer.alloc(0),
      );
      expect(first?.byteLength).toBeGreaterThan(0);
      for (const other of others) expect(first?.equals(other)).toBe(true);
      if (vendor) expect(vendor.taken()).toBe(1);
    });

    it("does not begin when it was called off", async () => {
      const { adapter, vendor, startedAt } = await create();
      await expect(adapter.submit(request, attempt("attempt-1"), AbortSignal.abort())).rejects.not.toMatchObject({
        code: "outcome_unknown",
      });
      if (vendor) expect(vendor.taken()).toBe(0);
      if (adapter.find) expect(await adapter.find("attempt-1", startedAt, signal())).toBeNull();
    });

    it("finds a cut-off attempt again, and no other, where the vendor can be asked", async () => {
      const { adapter, startedAt } = await create();
      if (!adapter.find) return;
      await adapter.submit(request, attempt("attempt-1"), signal());
      const { jobId } = await adapter.submit(request, attempt("attempt-2"), signal());
      expect(await adapter.find("attempt-never", startedAt, signal())).toBeNull();
      // Where nothing is paid there is nothing to find: submitting again is free.
      const expected = adapter.info.offline ? null : { jobId };
      expect(await adapter.find("attempt-2", startedAt, signal())).toEqual(expected);
    });

    it("stops without complaint, before and after the end, where the vendor can", async () => {
      const { adapter } = await create();
      if (!adapter.cancel) return;
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      await adapter.cancel(jobId, signal());
      await adapter.cancel(jobId, signal());
      expect((await adapter.collect(jobId, signal())).state).not.toBe("running");
    });

    it("rides on when collecting fails for a moment", async () => {
      const { adapter, vendor } = await create();
      if (!vendor?.interruptCollecting) return;
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      vendor.interruptCollecting();
      await expect(adapter.collect(jobId, signal())).rejects.toMatchObject({ retryable: true });
      expect(await adapter.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
    });

    it.each(Object.entries(SUBMISSION_FAULTS))("%s at submission", async (fault, expected) => {
      const { adapter, vendor, startedAt } = await create();
      if (!vendor) return;
      await vendor.inject(fault as VendorFault);
      await expect(adapter.submit(request, attempt("attempt-1"), signal())).rejects.toMatchObject(expected);
      // Nothing is ever asked twice, and what was taken can be found where the vendor keeps a list.
      expect(vendor.taken()).toBe(fault === "cut" ? 1 : 0);
      if (fault === "unreachable" || !adapter.find) return;
      const found = await adapter.find("attempt-1", startedAt, signal());
      expect(found === null).toBe(fault !== "cut");
    });

    it.each(Object.entries(OUTCOME_FAULTS))("%s as the outcome", async (fault, expected) => {
      const { adapter, vendor } = await create();
      if (!vendor) return;
      await vendor.inject(fault as VendorFault);
      const { jobId } = await adapter.submit(request, attempt("attempt-1"), signal());
      const outcome = await adapter.collect(jobId, signal());
      expect(outcome).toMatchObject(expected);
      expect(billedIn(outcome, adapter.info.unit)).toBeCloseTo(vendor.billed(), 6);
      expect(vendor.taken()).toBe(1);
    });
  });
}
