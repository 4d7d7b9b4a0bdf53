// Luma's adapter against its emulator, with a server that first frames are fetched from, and the faults of the conformance suite.
import { randomUUID } from "node:crypto";
import { ManualClock } from "../../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../../agents/ports/conformance/vendor-faults.ts";
import type { VendorHarness } from "../../../../../agents/ports/conformance/vendor-jobs.ts";
import type { VendorFile } from "../../../../../agents/ports/vendor-job.ts";
import type { VideoGenerator } from "../../../../../agents/ports/video-generator.ts";
import { startEmulatorServer } from "../../../emulator/server.ts";
import { createImpatientFetch } from "../../../testing/impatient-fetch.ts";
import {
  LUMA_FAULTS,
  type LumaEmulator,
  type LumaEmulatorOptions,
  startLumaEmulator,
} from "../emulator/luma-emulator.ts";
import { createLumaGenerator, type LumaOptions } from "../luma.ts";

export interface LumaHarness extends VendorHarness<VideoGenerator> {
  readonly emulator: LumaEmulator;
  readonly clock: ManualClock;
  close(): Promise<void>;
}

export async function createLumaHarness(
  emulated: LumaEmulatorOptions = {},
  options: Partial<LumaOptions> = {},
): Promise<LumaHarness> {
  const clock = new ManualClock();
  const emulator = await startLumaEmulator({ clock, ...emulated });
  const frames = await startFrameServer();
  let isClosed = false;
  const closeVendor = async () => {
    if (!isClosed) await emulator.close();
    isClosed = true;
  };
  const { key, baseUrl } = emulator;
  /** Waiting moves the one clock. */
  const wait = async (ms: number) => clock.advance(ms);
  const impatient = createImpatientFetch();
  const adapter = createLumaGenerator({
    key,
    baseUrl,
    wait,
    fetch: impatient.fetch,
    publishImage: frames.publish,
    ...options,
  });
  return {
    adapter,
    startedAt: clock.now(),
    emulator,
    clock,
    close: async () => {
      await Promise.all([closeVendor(), frames.close()]);
    },
    vendor: {
      inject: (fault) => {
        impatient.setImpatient(fault === "hang");
        return inject(emulator, fault, closeVendor);
      },
      interruptCollecting: () => emulator.faults.add("generation", LUMA_FAULTS.gateway),
      taken: () => emulator.bill.generations,
      billed: () => emulator.bill.seconds,
    },
  };
}

async function startFrameServer() {
  const published = new Map<string, VendorFile>();
  const server = await startEmulatorServer(({ path }) => {
    const file = published.get(path);
    return file ? { status: 200, headers: { "content-type": file.contentType }, body: file.bytes } : { status: 404 };
  });
  return {
    publish: async (image: VendorFile) => {
      const path = `/frames/${randomUUID()}`;
      published.set(path, image);
      return `${server.origin}${path}?signature=abc`;
    },
    close: server.close,
  };
}

function inject(emulator: LumaEmulator, fault: VendorFault, close: () => Promise<void>): void | Promise<void> {
  if (fault === "unreachable") return close();
  if (fault === "no_output" || fault === "refused" || fault === "wrong_type") {
    return emulator.outcomes.add("generation", fault);
  }
  if (fault === "output_lost") return emulator.faults.add("output", LUMA_FAULTS.gone);
  emulator.faults.add("submit", LUMA_FAULTS[SUBMISSION_FAULTS[fault]]);
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
} as const satisfies Partial<Record<VendorFault, keyof typeof LUMA_FAULTS>>;
