// Speech by any server that answers OpenAI's /audio/speech: a local one, a gateway. OpenAI's own models for it (tts-1, tts-1-hd,
// gpt-4o-mini-tts) end on 2027-01-06 without a successor here, so nothing of theirs is a default.
import { z } from "zod";
import type { VoiceGenerator, VoiceGeneratorInfo, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { jsonOf, type Vendor, type VendorAnswer } from "../../vendor-http.ts";
import {
  charactersOf,
  createDirectVoice,
  type SpeechCall,
  type SpeechRefusal,
  type VoiceConnection,
} from "../direct-voice.ts";

export interface OpenAiSpeechOptions
  extends VoiceConnection,
    Pick<VoiceGeneratorInfo, "languages" | "voices">,
    Partial<Pick<VoiceGeneratorInfo, "maxCharacters">> {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly model: string;
  /** Servers of one's own often want none. */
  readonly apiKey?: string;
  /** How to speak, for models that take it. */
  readonly instructions?: string;
  readonly format?: "mp3" | "wav";
}

const SERVER: Vendor = { name: "The speech server", keyVariable: "SPEECH_API_KEY" };
/** OpenAI's own limit; others take more. */
const MAX_CHARACTERS = 4_096;

const Failure = z.object({ error: z.object({ code: z.string().nullish(), message: z.string().nullish() }) });
const REFUSALS: Readonly<Record<string, SpeechRefusal>> = {
  moderation_blocked: "refused",
  content_policy_violation: "refused",
  insufficient_quota: "no_credit",
  voice_not_found: "unknown_voice",
};

export function createOpenAiSpeech(options: OpenAiSpeechOptions): VoiceGenerator {
  return createDirectVoice(
    {
      vendor: SERVER,
      info: {
        provider: "openai-speech",
        model: options.model,
        offline: false,
        unit: "character",
        quality: 3,
        speed: 4,
        languages: options.languages,
        maxCharacters: options.maxCharacters ?? MAX_CHARACTERS,
        voices: options.voices,
      },
      callOf: (request) => callOf(request, options),
      refusalOf,
    },
    options,
  );
}

/** The language is not sent: the models hear it in the text. */
function callOf({ text, voice, speed }: VoiceRequest, options: OpenAiSpeechOptions): SpeechCall {
  const { apiKey, baseUrl, model, instructions, format } = options;
  const settings = {
    model,
    voice,
    response_format: format ?? "mp3",
    speed,
    ...(instructions === undefined ? {} : { instructions }),
  };
  return {
    url: `${baseUrl}/audio/speech`,
    headers: {
      "content-type": "application/json",
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ input: text, ...settings }),
    characters: charactersOf(text),
    parameters: settings,
  };
}

function refusalOf(answer: VendorAnswer): SpeechRefusal | null {
  return REFUSALS[Failure.safeParse(jsonOf(answer)).data?.error.code ?? ""] ?? null;
}
