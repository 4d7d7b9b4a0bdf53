// The conformance harness of Cartesia over its emulator.
import { type ClosableVoiceHarness, speechHarness } from "../../testing/speech-harness.ts";
import { createCartesiaVoice } from "../cartesia.ts";
import { CARTESIA_FAULTS, startCartesiaEmulator } from "../emulator/cartesia-emulator.ts";

export async function createCartesiaHarness(): Promise<ClosableVoiceHarness> {
  const emulator = await startCartesiaEmulator();
  const account = { apiKey: emulator.key, baseUrl: emulator.origin };
  return speechHarness(emulator, CARTESIA_FAULTS, (connection) =>
    createCartesiaVoice(Object.assign(connection, account)),
  );
}
