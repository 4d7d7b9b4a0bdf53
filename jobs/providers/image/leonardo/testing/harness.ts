// Leonardo's adapter before its emulator, with every fault an adapter has to survive.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { ImageGenerator } from "../../../../../agents/ports/image-generator.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  LEONARDO_FAULTS,
  type LeonardoEmulator,
  type LeonardoEmulatorOptions,
  startLeonardoEmulator,
} from "../emulator/leonardo-emulator.ts";
import { createLeonardoGenerator, type LeonardoOptions } from "../leonardo.ts";

export interface LeonardoHarness extends VendorHarness<ImageGenerator> {
  readonly emulator: LeonardoEmulator;
  close(): Promise<void>;
}

export async function createLeonardoHarness(
  emulated: LeonardoEmulatorOptions = {},
  options: Partial<LeonardoOptions> = {},
): Promise<LeonardoHarness> {
  const clock = new ManualClock();
  const emulator = await startLeonardoEmulator({ clock, ...emulated });
  const { key, baseUrl } = emulator;
  const impatient = createImpatientFetch();
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await emulator.close();
  };
  const wait = async (ms: number) => clock.advance(ms);
  const adapter = createLeonardoGenerator({ key, baseUrl, wait, fetch: impatient.fetch, ...options });
  return {
    adapter,
    emulator,
    startedAt: clock.now(),
    vendor: {
      inject: (fault) => {
        impatient.setImpatient(fault === "hang");
        return fault === "unreachable" ? close() : script(emulator, fault);
      },
      interruptCollecting: () => emulator.faults.add("poll", LEONARDO_FAULTS.broken),
      taken: () => emulator.bill.generations,
      billed: () => emulator.bill.images,
    },
    close,
  };
}

function script({ faults, outcomes }: LeonardoEmulator, fault: Exclude<VendorFault, "unreachable">): void {
  const scripts: Record<typeof fault, () => void> = {
    unauthenticated: () => faults.add("generate", LEONARDO_FAULTS.unauthenticated),
    no_credit: () => faults.add("generate", LEONARDO_FAULTS.noCredit),
    invalid: () => faults.add("generate", LEONARDO_FAULTS.invalid),
    rate_limited: () => faults.add("generate", LEONARDO_FAULTS.busy),
    server_error: () => faults.add("generate", LEONARDO_FAULTS.broken),
    gateway_page: () => faults.add("generate", LEONARDO_FAULTS.gateway),
    garbage: () => faults.add("generate", LEONARDO_FAULTS.garbage),
    hang: () => faults.add("generate", LEONARDO_FAULTS.hang),
    cut: () => faults.add("generate", LEONARDO_FAULTS.cut),
    no_output: () => outcomes.add("generation", "no_images"),
    refused: () => outcomes.add("generation", "nsfw"),
    output_lost: () => faults.add("output", LEONARDO_FAULTS.gone),
    wrong_type: () => outcomes.add("generation", "wrong_type"),
  };
  scripts[fault]();
}
