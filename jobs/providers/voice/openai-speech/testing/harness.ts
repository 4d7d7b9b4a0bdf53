// The conformance harness of an OpenAI-compatible speech server over its emulator.
import { type ClosableVoiceHarness, speechHarness } from "../../testing/speech-harness.ts";
import { OPENAI_SPEECH_FAULTS, startOpenAiSpeechEmulator } from "../emulator/openai-speech-emulator.ts";
import { createOpenAiSpeech } from "../openai-speech.ts";
import { readVoiceList } from "../read-voice-list.ts";

export async function createOpenAiSpeechHarness(): Promise<ClosableVoiceHarness> {
  const emulator = await startOpenAiSpeechEmulator();
  const server = {
    apiKey: emulator.key,
    baseUrl: `${emulator.origin}/v1`,
    model: "kokoro",
    languages: ["en", "es", "fr"],
    voices: readVoiceList("nova:female, onyx:male, alloy"),
  };
  return speechHarness(emulator, OPENAI_SPEECH_FAULTS, (connection) =>
    createOpenAiSpeech(Object.assign(connection, server)),
  );
}
