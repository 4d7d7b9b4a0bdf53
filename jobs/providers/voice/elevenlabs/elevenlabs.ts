// Speech by ElevenLabs. It answers with the audio and keeps no job to ask for, so an attempt whose answer was lost stays unknown.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { VoiceGenerator, VoiceOption, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { jsonOf, type VendorAnswer } from "../../vendor-http.ts";
import { charactersOf, createDirectVoice, type SpeechCall, type SpeechRefusal } from "../direct-voice.ts";
import { ELEVENLABS, type ElevenLabsAccount } from "./elevenlabs-account.ts";
import { ELEVENLABS_MODELS, type ElevenLabsModel } from "./elevenlabs-models.ts";
import { ELEVENLABS_VOICES } from "./elevenlabs-voices.ts";
import { listElevenLabsVoices } from "./list-elevenlabs-voices.ts";

export interface ElevenLabsOptions extends ElevenLabsAccount {
  readonly model?: ElevenLabsModel;
}

export interface ElevenLabsVoice extends VoiceGenerator {
  /** The voices of this account: premade ones and its own. */
  listVoices(signal: AbortSignal): Promise<readonly VoiceOption[]>;
}

const DEFAULT_MODEL: ElevenLabsModel = "eleven_multilingual_v2";
const OUTPUT_FORMAT = "mp3_44100_128";

const Failure = z.object({ detail: z.object({ status: z.string().nullish(), code: z.string().nullish() }) });
const REFUSALS: Readonly<Record<string, SpeechRefusal>> = {
  content_against_policy: "refused",
  quota_exceeded: "no_credit",
  payment_required: "no_credit",
  voice_not_found: "unknown_voice",
};

export function createElevenLabsVoice(options: ElevenLabsOptions): ElevenLabsVoice {
  const model = options.model ?? DEFAULT_MODEL;
  const { takesLanguage, ...facts } = ELEVENLABS_MODELS[model];
  const generator = createDirectVoice(
    {
      vendor: ELEVENLABS,
      info: {
        provider: "elevenlabs",
        model,
        offline: false,
        unit: "character",
        ...facts,
        voices: ELEVENLABS_VOICES,
      },
      callOf: (request) => callOf(request, { ...options, model, takesLanguage }),
      refusalOf,
      billedCharacters,
    },
    options,
  );
  return { ...generator, listVoices: (signal) => listElevenLabsVoices(options, signal) };
}

function callOf(
  request: VoiceRequest,
  { apiKey, baseUrl, model, takesLanguage }: ElevenLabsOptions & { model: ElevenLabsModel; takesLanguage: boolean },
): SpeechCall {
  const { text, language, voice, speed } = request;
  const settings = {
    model_id: model,
    seed: seedOf(request),
    ...(takesLanguage ? { language_code: language } : {}),
    // Settings replace those stored with the voice, so none is sent without need.
    ...(speed === 1 ? {} : { voice_settings: { speed } }),
  };
  return {
    url: `${baseUrl}/v1/text-to-speech/${encodeURIComponent(voice)}?output_format=${OUTPUT_FORMAT}`,
    headers: { "xi-api-key": apiKey, "content-type": "application/json", accept: "audio/mpeg" },
    body: JSON.stringify({ text, ...settings }),
    characters: charactersOf(text),
    parameters: { voice, output_format: OUTPUT_FORMAT, ...settings },
  };
}

/** The same request asks for the same recording. 32 bits is what the vendor takes. */
function seedOf({ text, language, voice, speed }: VoiceRequest): number {
  return createHash("sha256")
    .update(JSON.stringify([text, language, voice, speed]))
    .digest()
    .readUInt32BE(0);
}

function refusalOf(answer: VendorAnswer): SpeechRefusal | null {
  const { detail } = Failure.safeParse(jsonOf(answer)).data ?? {};
  return REFUSALS[detail?.status ?? detail?.code ?? ""] ?? null;
}

/** What was taken from the account: less than one a character on the cheaper models. */
function billedCharacters(headers: Headers): number | null {
  const cost = z.coerce
    .number()
    .min(0)
    .safeParse(headers.get("character-cost") ?? undefined);
  return cost.data ?? null;
}
