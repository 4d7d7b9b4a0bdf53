// BFL's API as the conformance suite drives it: every fault, put on the emulator.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { ImageGeneratorHarness } from "../../../../../agents/ports/conformance/image-generator.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import { createBflGenerator } from "../bfl.ts";
import { BFL_FAULTS, type BflOutcome, startBflEmulator } from "../emulator/bfl-emulator.ts";

const SUBMISSION_FAULTS = {
  unauthenticated: BFL_FAULTS.unauthenticated,
  no_credit: BFL_FAULTS.noCredit,
  invalid: BFL_FAULTS.invalid,
  rate_limited: BFL_FAULTS.busy,
  server_error: BFL_FAULTS.broken,
  gateway_page: BFL_FAULTS.gateway,
  garbage: BFL_FAULTS.garbage,
  hang: BFL_FAULTS.hang,
  cut: BFL_FAULTS.cut,
} as const;
const isOfSubmission = (fault: VendorFault): fault is keyof typeof SUBMISSION_FAULTS => fault in SUBMISSION_FAULTS;

const OUTCOMES: Readonly<Partial<Record<VendorFault, BflOutcome>>> = {
  no_output: "no_output",
  refused: "content_moderated",
  output_lost: "output_lost",
  wrong_type: "wrong_type",
};

/** Waiting moves the one clock. */
export async function createBflHarness(): Promise<ImageGeneratorHarness & { close(): Promise<void> }> {
  const clock = new ManualClock();
  const emulator = await startBflEmulator({ clock, runMs: 3_000 });
  const impatient = createImpatientFetch();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= emulator.close();
    return closing;
  };
  const adapter = createBflGenerator({
    key: emulator.key,
    baseUrl: emulator.baseUrl,
    wait: async (ms) => clock.advance(ms),
    fetch: impatient.fetch,
  });
  const inject = async (fault: VendorFault) => {
    if (fault === "unreachable") return await close();
    impatient.setImpatient(fault === "hang");
    if (isOfSubmission(fault)) return emulator.faults.add("submit", SUBMISSION_FAULTS[fault]);
    const outcome = OUTCOMES[fault];
    if (!outcome) throw new Error(`BFL has no ${fault}.`);
    emulator.outcomes.add("task", outcome);
  };
  const vendor = {
    inject,
    interruptCollecting: () => emulator.faults.add("poll", BFL_FAULTS.gateway),
    taken: () => emulator.bill.requests,
    billed: () => emulator.bill.credits,
  };
  return { adapter, startedAt: clock.now(), vendor, close };
}
