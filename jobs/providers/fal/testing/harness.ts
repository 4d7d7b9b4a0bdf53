// A fal.ai adapter against the emulator, with the faults of the conformance suites. Waiting moves the vendor's clock.
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../agents/ports/conformance/vendor-faults.ts";
import type { EmulatedVendor, VendorHarness } from "../../../../agents/ports/conformance/vendor-jobs.ts";
import type { VendorInfo } from "../../../../agents/ports/vendor-job.ts";
import type { Misbehaviour } from "../../emulator/server.ts";
import { type FalEmulator, type FalEmulatorOptions, startFalEmulator } from "../emulator/fal-emulator.ts";
import { FAL_FAULTS } from "../emulator/fal-words.ts";
import type { FalOutcome } from "../emulator/request-queue.ts";
import type { FalOptions } from "../fal-queue.ts";

export interface FalHarness<Adapter> extends VendorHarness<Adapter> {
  readonly vendor: EmulatedVendor;
  readonly emulator: FalEmulator;
  readonly clock: ManualClock;
  readonly advance: (ms: number) => void;
  /** Another adapter of the same account, as after a restart. */
  reopen(): Adapter;
  close(): Promise<void>;
}

const AT_SUBMISSION: Readonly<Partial<Record<VendorFault, Misbehaviour>>> = {
  unauthenticated: FAL_FAULTS.unauthenticated,
  no_credit: FAL_FAULTS.noCredit,
  invalid: FAL_FAULTS.invalid,
  rate_limited: FAL_FAULTS.busy,
  server_error: FAL_FAULTS.broken,
  gateway_page: FAL_FAULTS.gateway,
  garbage: FAL_FAULTS.garbage,
  hang: FAL_FAULTS.hang,
  cut: FAL_FAULTS.cut,
};
const AS_OUTCOME: readonly FalOutcome[] = ["no_output", "refused", "output_lost", "wrong_type"];
/** A vendor that hangs is given up soon. */
const HANG_MS = 250;

export async function createFalHarness<Adapter extends { readonly info: VendorInfo }>(
  open: (options: FalOptions) => Adapter,
  emulated: FalEmulatorOptions = {},
  more: Partial<FalOptions> = {},
): Promise<FalHarness<Adapter>> {
  const clock = new ManualClock();
  const emulator = await startFalEmulator({ clock, ...emulated });
  const { key, baseUrl, restBaseUrl } = emulator;
  let isHanging = false;
  const impatient: typeof fetch = (input, init) => {
    const isSubmission = init?.method === "POST" && !String(input).includes("/storage/");
    if (!isHanging || !isSubmission) return fetch(input, init);
    const signals = [AbortSignal.timeout(HANG_MS), ...(init.signal ? [init.signal] : [])];
    return fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
  const wait = async (ms: number) => clock.advance(ms);
  const reopen = () => open({ key, baseUrl, restBaseUrl, wait, fetch: impatient, ...more });
  const adapter = reopen();
  return {
    adapter,
    startedAt: clock.now(),
    emulator,
    clock,
    advance: (ms) => clock.advance(ms),
    reopen,
    close: () => emulator.close(),
    vendor: {
      inject: async (fault) => {
        if (fault === "unreachable") return await emulator.close();
        isHanging = fault === "hang";
        const misbehaviour = AT_SUBMISSION[fault];
        if (misbehaviour) emulator.faults.add("submit", misbehaviour);
        const outcome = AS_OUTCOME.find((name) => name === fault);
        if (outcome) emulator.outcomes.add("request", outcome);
      },
      interruptCollecting: () => emulator.faults.add("status", FAL_FAULTS.broken),
      taken: () => emulator.bill.requests,
      billed: () => emulator.bill.units[adapter.info.unit] ?? 0,
    },
  };
}
