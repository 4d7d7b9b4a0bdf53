// The faults every adapter survives, mapped onto an emulated voice vendor; used by each vendor's own harness.
import type { VendorFault } from "../../../../agents/ports/conformance/vendor-faults.ts";
import type { VoiceGeneratorHarness } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceGenerator } from "../../../../agents/ports/voice-generator.ts";
import type { Misbehaviour } from "../../emulator/server.ts";
import type { VoiceConnection } from "../direct-voice.ts";
import { COMMON_SPEECH_FAULTS, type SpeechEmulator, type SpeechOutcome } from "../emulator/speech-emulator.ts";

/** How a vendor words what every vendor says. */
export type SpeechFaults = Readonly<
  Record<"unauthenticated" | "no_credit" | "invalid" | "rate_limited" | "server_error", Misbehaviour>
>;

export type ClosableVoiceHarness = VoiceGeneratorHarness & { close(): Promise<void> };

const OUTCOMES: ReadonlySet<VendorFault> = new Set<SpeechOutcome>([
  "no_output",
  "refused",
  "output_lost",
  "wrong_type",
]);
const PATIENT_MS = 20_000;
/** Only for an answer that never comes. */
const HURRIED_MS = 250;

export function speechHarness(
  emulator: SpeechEmulator,
  spoken: SpeechFaults,
  create: (connection: VoiceConnection) => VoiceGenerator,
): ClosableVoiceHarness {
  let timeoutMs = PATIENT_MS;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= emulator.close();
    return closing;
  };
  const faults: Partial<Record<VendorFault, Misbehaviour>> = {
    ...spoken,
    ...COMMON_SPEECH_FAULTS,
    gateway_page: COMMON_SPEECH_FAULTS.gateway,
  };
  const inject = async (fault: VendorFault): Promise<void> => {
    if (fault === "unreachable") return close();
    if (OUTCOMES.has(fault)) return emulator.outcomes.add("request", fault as SpeechOutcome);
    if (fault === "hang") timeoutMs = HURRIED_MS;
    const misbehaviour = faults[fault];
    if (!misbehaviour) throw new Error(`This vendor has no ${fault}.`);
    emulator.faults.add("speak", misbehaviour);
  };
  return {
    adapter: create({
      // Read anew at every request.
      get timeoutMs() {
        return timeoutMs;
      },
    }),
    startedAt: new Date(),
    vendor: {
      inject,
      interruptCollecting: null,
      taken: () => emulator.bill.requests,
      billed: () => emulator.bill.characters,
    },
    close,
  };
}
