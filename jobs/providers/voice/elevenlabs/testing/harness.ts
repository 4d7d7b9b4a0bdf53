// The conformance harness of ElevenLabs over its emulator.
import { type ClosableVoiceHarness, speechHarness } from "../../testing/speech-harness.ts";
import { createElevenLabsVoice } from "../elevenlabs.ts";
import { ELEVENLABS_FAULTS, startElevenLabsEmulator } from "../emulator/elevenlabs-emulator.ts";

export async function createElevenLabsHarness(): Promise<ClosableVoiceHarness> {
  const emulator = await startElevenLabsEmulator();
  return speechHarness(emulator, ELEVENLABS_FAULTS, (connection) =>
    createElevenLabsVoice(Object.assign(connection, { apiKey: emulator.key, baseUrl: emulator.origin })),
  );
}
