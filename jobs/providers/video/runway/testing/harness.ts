// Runway's adapter against its emulator, with the faults of the conformance suite put where they come from.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { VideoGenerator } from "../../../../../agents/ports/video-generator.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  RUNWAY_FAULTS,
  type RunwayEmulator,
  type RunwayEmulatorOptions,
  startRunwayEmulator,
} from "../emulator/runway-emulator.ts";
import { createRunwayGenerator, type RunwayOptions } from "../runway.ts";

export interface RunwayHarness extends VendorHarness<VideoGenerator> {
  readonly emulator: RunwayEmulator;
  readonly clock: ManualClock;
  close(): Promise<void>;
}

const CREDITS_PER_SECOND = 5;

export async function createRunwayHarness(
  emulated: RunwayEmulatorOptions = {},
  options: Partial<RunwayOptions> = {},
): Promise<RunwayHarness> {
  const clock = new ManualClock();
  const emulator = await startRunwayEmulator({ clock, ...emulated });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await emulator.close();
    isClosed = true;
  };
  const { key, baseUrl } = emulator;
  /** Waiting moves the one clock. */
  const wait = async (ms: number) => clock.advance(ms);
  const impatient = createImpatientFetch();
  const adapter = createRunwayGenerator({ key, baseUrl, wait, fetch: impatient.fetch, ...options });
  return {
    adapter,
    startedAt: clock.now(),
    emulator,
    clock,
    close,
    vendor: {
      inject: (fault) => {
        impatient.setImpatient(fault === "hang");
        return inject(emulator, fault, close);
      },
      interruptCollecting: () => emulator.faults.add("task", RUNWAY_FAULTS.gateway),
      taken: () => emulator.bill.tasks,
      billed: () => emulator.bill.credits / CREDITS_PER_SECOND,
    },
  };
}

function inject(emulator: RunwayEmulator, fault: VendorFault, close: () => Promise<void>): void | Promise<void> {
  if (fault === "unreachable") return close();
  if (fault === "no_output" || fault === "refused" || fault === "wrong_type") {
    return emulator.outcomes.add("task", fault);
  }
  if (fault === "output_lost") return emulator.faults.add("output", RUNWAY_FAULTS.gone);
  emulator.faults.add("submit", RUNWAY_FAULTS[SUBMISSION_FAULTS[fault]]);
}

const SUBMISSION_FAULTS = {
  unauthenticated: "unauthenticated",
  no_credit: "noCredit",
  invalid: "invalid",
  rate_limited: "busy",
  server_error: "broken",
  gateway_page: "gateway",
  garbage: "garbage",
  hang: "hang",
  cut: "cut",
} as const satisfies Partial<Record<VendorFault, keyof typeof RUNWAY_FAULTS>>;
