// RunPod's adapter before its emulator, with every fault an adapter has to survive.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { ImageGenerator } from "../../../../../agents/ports/image-generator.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  RUNPOD_FAULTS,
  type RunPodEmulator,
  type RunPodEmulatorOptions,
  startRunPodEmulator,
} from "../emulator/runpod-emulator.ts";
import { createRunPodGenerator, type RunPodOptions } from "../runpod.ts";

export interface RunPodHarness extends VendorHarness<ImageGenerator> {
  readonly emulator: RunPodEmulator;
  readonly clock: ManualClock;
  close(): Promise<void>;
}

export async function createRunPodHarness(
  emulated: RunPodEmulatorOptions = {},
  options: Partial<RunPodOptions> = {},
): Promise<RunPodHarness> {
  const clock = new ManualClock();
  const emulator = await startRunPodEmulator({ clock, ...emulated });
  const { key, baseUrl, endpointId } = emulator;
  const impatient = createImpatientFetch();
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await emulator.close();
  };
  const wait = async (ms: number) => clock.advance(ms);
  const adapter = createRunPodGenerator({
    key,
    baseUrl,
    endpointId,
    gpu: "4090",
    wait,
    fetch: impatient.fetch,
    ...options,
  });
  return {
    adapter,
    emulator,
    clock,
    startedAt: clock.now(),
    vendor: {
      inject: (fault) => {
        impatient.setImpatient(fault === "hang");
        return fault === "unreachable" ? close() : script(emulator, fault);
      },
      interruptCollecting: () => emulator.faults.add("status", RUNPOD_FAULTS.broken),
      taken: () => emulator.inputs.length,
      billed: emulator.billedSeconds,
    },
    close,
  };
}

function script({ faults, outcomes }: RunPodEmulator, fault: Exclude<VendorFault, "unreachable">): void {
  const scripts: Record<typeof fault, () => void> = {
    unauthenticated: () => faults.add("run", RUNPOD_FAULTS.unauthenticated),
    no_credit: () => faults.add("run", RUNPOD_FAULTS.noCredit),
    invalid: () => faults.add("run", RUNPOD_FAULTS.invalid),
    rate_limited: () => faults.add("run", RUNPOD_FAULTS.busy),
    server_error: () => faults.add("run", RUNPOD_FAULTS.broken),
    gateway_page: () => faults.add("run", RUNPOD_FAULTS.gateway),
    garbage: () => faults.add("run", RUNPOD_FAULTS.garbage),
    hang: () => faults.add("run", RUNPOD_FAULTS.hang),
    cut: () => faults.add("run", RUNPOD_FAULTS.cut),
    no_output: () => outcomes.add("job", "no_output"),
    refused: () => outcomes.add("job", "refused"),
    output_lost: () => outcomes.add("job", "broken_data"),
    wrong_type: () => outcomes.add("job", "wrong_type"),
  };
  scripts[fault]();
}
