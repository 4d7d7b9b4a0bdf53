// The web UI's API as the conformance suite drives it: every fault, put on the emulator.
import type { ImageGeneratorHarness } from "../../../../../agents/ports/conformance/image-generator.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import { createAutomatic1111Generator } from "../automatic1111.ts";
import {
  AUTOMATIC1111_FAULTS,
  type Automatic1111Outcome,
  startAutomatic1111Emulator,
} from "../emulator/automatic1111-emulator.ts";

const AUTH = "studio:emulated-password";

const SUBMISSION_FAULTS = {
  unauthenticated: AUTOMATIC1111_FAULTS.unauthenticated,
  no_credit: AUTOMATIC1111_FAULTS.noCredit,
  invalid: AUTOMATIC1111_FAULTS.invalid,
  rate_limited: AUTOMATIC1111_FAULTS.busy,
  server_error: AUTOMATIC1111_FAULTS.broken,
  gateway_page: AUTOMATIC1111_FAULTS.gateway,
  garbage: AUTOMATIC1111_FAULTS.garbage,
  hang: AUTOMATIC1111_FAULTS.hang,
  cut: AUTOMATIC1111_FAULTS.cut,
} as const;
const isOfSubmission = (fault: VendorFault): fault is keyof typeof SUBMISSION_FAULTS => fault in SUBMISSION_FAULTS;

const OUTCOMES: Readonly<Partial<Record<VendorFault, Automatic1111Outcome>>> = {
  no_output: "no_output",
  refused: "refused",
  output_lost: "output_lost",
  wrong_type: "wrong_type",
};

export async function createAutomatic1111Harness(): Promise<ImageGeneratorHarness & { close(): Promise<void> }> {
  const emulator = await startAutomatic1111Emulator({ auth: AUTH });
  const impatient = createImpatientFetch();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= emulator.close();
    return closing;
  };
  const adapter = createAutomatic1111Generator({
    baseUrl: emulator.baseUrl,
    auth: AUTH,
    fetch: impatient.fetch,
  });
  const inject = async (fault: VendorFault) => {
    if (fault === "unreachable") return await close();
    impatient.setImpatient(fault === "hang");
    if (isOfSubmission(fault)) return emulator.faults.add("submit", SUBMISSION_FAULTS[fault]);
    const outcome = OUTCOMES[fault];
    if (!outcome) throw new Error(`Automatic1111 has no ${fault}.`);
    emulator.outcomes.add("picture", outcome);
  };
  const vendor = {
    inject,
    // The answer to the submission is the picture: nothing is asked afterwards.
    interruptCollecting: null,
    taken: () => emulator.bill.requests,
    billed: () => emulator.bill.images,
  };
  return { adapter, startedAt: new Date(0), vendor, close };
}
