// Who speaks here.
import type { Config } from "../../../agents/kernel/config.ts";
import type { VoiceGenerator } from "../../../agents/ports/voice-generator.ts";
import { createAzureVoice } from "../../../jobs/providers/voice/azure/azure.ts";
import { createBuiltInVoice } from "../../../jobs/providers/voice/built-in/built-in-voice.ts";
import { findEspeak } from "../../../jobs/providers/voice/built-in/espeak.ts";
import { createCartesiaVoice } from "../../../jobs/providers/voice/cartesia/cartesia.ts";
import { createElevenLabsVoice } from "../../../jobs/providers/voice/elevenlabs/elevenlabs.ts";
import { ELEVENLABS_MODELS, type ElevenLabsModel } from "../../../jobs/providers/voice/elevenlabs/elevenlabs-models.ts";
import { createOpenAiSpeech } from "../../../jobs/providers/voice/openai-speech/openai-speech.ts";
import { readVoiceList } from "../../../jobs/providers/voice/openai-speech/read-voice-list.ts";
import { oneOf, openProviders } from "./chosen.ts";

export async function openVoiceGenerators(config: Config): Promise<readonly VoiceGenerator[]> {
  return await openProviders<VoiceGenerator>(config, {
    kind: "voice",
    variable: "VOICE_PROVIDERS",
    named: config.VOICE_PROVIDERS,
    openers: {
      elevenlabs: () => [elevenLabs(config)],
      "azure-speech": () => [
        createAzureVoice({
          key: config.AZURE_SPEECH_KEY ?? "",
          region: config.AZURE_SPEECH_REGION ?? "",
          ...(config.AZURE_SPEECH_BASE_URL ? { baseUrl: config.AZURE_SPEECH_BASE_URL } : {}),
        }),
      ],
      cartesia: () => [
        createCartesiaVoice({
          apiKey: config.CARTESIA_API_KEY ?? "",
          baseUrl: config.CARTESIA_BASE_URL,
          ...(config.CARTESIA_MODEL ? { model: config.CARTESIA_MODEL } : {}),
        }),
      ],
      "openai-speech": () => [
        createOpenAiSpeech({
          baseUrl: config.SPEECH_BASE_URL ?? "",
          model: config.SPEECH_MODEL ?? "",
          languages: config.SPEECH_LANGUAGES,
          voices: readVoiceList((config.SPEECH_VOICES ?? []).join(",")),
          ...(config.SPEECH_API_KEY ? { apiKey: config.SPEECH_API_KEY } : {}),
        }),
      ],
      "built-in": async () => [createBuiltInVoice({ espeakPath: await findEspeak(config.PATH) })],
    },
  });
}

function elevenLabs(config: Config): VoiceGenerator {
  const models = Object.keys(ELEVENLABS_MODELS) as ElevenLabsModel[];
  const model = oneOf("ELEVENLABS_MODEL", config.ELEVENLABS_MODEL, models);
  return createElevenLabsVoice({
    apiKey: config.ELEVENLABS_API_KEY ?? "",
    baseUrl: config.ELEVENLABS_BASE_URL,
    ...(model ? { model } : {}),
  });
}
