// ComfyUI's adapter before its emulator, with every fault an adapter has to survive.
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { ImageGenerator } from "../../../../../agents/ports/image-generator.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import { type ComfyUiOptions, createComfyUiGenerator } from "../comfyui.ts";
import {
  COMFYUI_FAULTS,
  type ComfyUiEmulator,
  type ComfyUiEmulatorOptions,
  startComfyUiEmulator,
} from "../emulator/comfyui-emulator.ts";

export interface ComfyUiHarness extends VendorHarness<ImageGenerator> {
  readonly emulator: ComfyUiEmulator;
  readonly clock: ManualClock;
  close(): Promise<void>;
}

export async function createComfyUiHarness(
  emulated: ComfyUiEmulatorOptions = {},
  options: Partial<ComfyUiOptions> = {},
): Promise<ComfyUiHarness> {
  const clock = new ManualClock();
  const emulator = await startComfyUiEmulator({ clock, apiKey: "emulated-key", ...emulated });
  const impatient = createImpatientFetch();
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await emulator.close();
  };
  const adapter = createComfyUiGenerator({
    baseUrl: emulator.baseUrl,
    apiKey: emulator.apiKey ?? undefined,
    server: emulated.cloud ? "cloud" : "own",
    checkpoint: "sd_xl_base_1.0.safetensors",
    identityModel: "ip-adapter_pulid_sdxl_fp16.safetensors",
    fetch: impatient.fetch,
    wait: async (ms) => clock.advance(ms),
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
      interruptCollecting: () => emulator.faults.add(emulated.cloud ? "status" : "history", COMFYUI_FAULTS.broken),
      taken: () => emulator.inputs.length,
      billed: emulator.images,
    },
    close,
  };
}

function script({ faults, outcomes }: ComfyUiEmulator, fault: Exclude<VendorFault, "unreachable">): void {
  const scripts: Record<typeof fault, () => void> = {
    unauthenticated: () => faults.add("prompt", COMFYUI_FAULTS.unauthenticated),
    no_credit: () => faults.add("prompt", COMFYUI_FAULTS.noCredit),
    invalid: () => faults.add("prompt", COMFYUI_FAULTS.invalid),
    rate_limited: () => faults.add("prompt", COMFYUI_FAULTS.busy),
    server_error: () => faults.add("prompt", COMFYUI_FAULTS.broken),
    gateway_page: () => faults.add("prompt", COMFYUI_FAULTS.gateway),
    garbage: () => faults.add("prompt", COMFYUI_FAULTS.garbage),
    hang: () => faults.add("prompt", COMFYUI_FAULTS.hang),
    cut: () => faults.add("prompt", COMFYUI_FAULTS.cut),
    no_output: () => outcomes.add("prompt", "no_images"),
    refused: () => outcomes.add("prompt", "refused"),
    output_lost: () => faults.add("view", COMFYUI_FAULTS.gone),
    wrong_type: () => outcomes.add("prompt", "wrong_type"),
  };
  scripts[fault]();
}
