// Modal's adapter before its emulator, with every fault an adapter has to survive.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { ImageGenerator } from "../../../../../agents/ports/image-generator.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  MODAL_FAULTS,
  type ModalEmulator,
  type ModalEmulatorOptions,
  startModalEmulator,
} from "../emulator/modal-emulator.ts";
import { createModalGenerator, type ModalOptions } from "../modal.ts";

export interface ModalHarness extends VendorHarness<ImageGenerator> {
  readonly emulator: ModalEmulator;
  readonly clock: ManualClock;
  close(): Promise<void>;
}

export async function createModalHarness(
  emulated: ModalEmulatorOptions = {},
  options: Partial<ModalOptions> = {},
): Promise<ModalHarness> {
  const clock = new ManualClock();
  const emulator = await startModalEmulator({ clock, ...emulated });
  const { keyId, keySecret, baseUrl } = emulator;
  const impatient = createImpatientFetch();
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await emulator.close();
  };
  const wait = async (ms: number) => clock.advance(ms);
  const adapter = createModalGenerator({
    keyId,
    keySecret,
    baseUrl,
    gpu: "l40s",
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
      interruptCollecting: () => emulator.faults.add("poll", MODAL_FAULTS.broken),
      taken: () => emulator.inputs.length,
      billed: emulator.billedSeconds,
    },
    close,
  };
}

function script({ faults, outcomes }: ModalEmulator, fault: Exclude<VendorFault, "unreachable">): void {
  const scripts: Record<typeof fault, () => void> = {
    unauthenticated: () => faults.add("submit", MODAL_FAULTS.unauthenticated),
    no_credit: () => faults.add("submit", MODAL_FAULTS.noCredit),
    invalid: () => faults.add("submit", MODAL_FAULTS.invalid),
    rate_limited: () => faults.add("submit", MODAL_FAULTS.busy),
    server_error: () => faults.add("submit", MODAL_FAULTS.broken),
    gateway_page: () => faults.add("submit", MODAL_FAULTS.gateway),
    garbage: () => faults.add("submit", MODAL_FAULTS.garbage),
    hang: () => faults.add("submit", MODAL_FAULTS.hang),
    cut: () => faults.add("submit", MODAL_FAULTS.cut),
    no_output: () => outcomes.add("call", "no_output"),
    refused: () => outcomes.add("call", "refused"),
    output_lost: () => {
      outcomes.add("call", "links");
      faults.add("output", MODAL_FAULTS.gone);
    },
    wrong_type: () => outcomes.add("call", "wrong_type"),
  };
  scripts[fault]();
}
