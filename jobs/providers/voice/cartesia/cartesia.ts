// Speech by Cartesia. It answers with the audio and keeps no job to ask for, so an attempt whose answer was lost stays unknown.
import { z } from "zod";
import type { VoiceGenerator, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { jsonOf, type Vendor, type VendorAnswer } from "../../vendor-http.ts";
import {
  charactersOf,
  createDirectVoice,
  type SpeechCall,
  type SpeechRefusal,
  type VoiceConnection,
} from "../direct-voice.ts";
import { CARTESIA_VOICES } from "./cartesia-voices.ts";

export interface CartesiaOptions extends VoiceConnection {
  readonly apiKey: string;
  /** "https://api.cartesia.ai" */
  readonly baseUrl: string;
  /** "sonic-3", "sonic-3.5" ...: the paces below need sonic-3 or newer. */
  readonly model?: string;
}

const CARTESIA: Vendor = { name: "Cartesia", keyVariable: "CARTESIA_API_KEY" };
/** The date its API is spoken as of. */
const API_VERSION = "2026-08-14";
const DEFAULT_MODEL = "sonic-3";
const OUTPUT_FORMAT = { container: "mp3", sample_rate: 44_100, bit_rate: 128_000 } as const;
/** No limit is documented; a voice note is far shorter. */
const MAX_CHARACTERS = 5_000;
/** Its SDK's typed list. */
const LANGUAGES =
  "en fr de es pt zh ja hi it ko nl pl ru sv tr tl bg ro ar cs el fi hr ms sk da ta uk hu no vi bn th he ka id te gu kn ml mr pa or ur".split(
    " ",
  );

const Failure = z.object({ error_code: z.string().nullish(), title: z.string().nullish() });

export function createCartesiaVoice(options: CartesiaOptions): VoiceGenerator {
  const model = options.model ?? DEFAULT_MODEL;
  return createDirectVoice(
    {
      vendor: CARTESIA,
      info: {
        provider: "cartesia",
        model,
        offline: false,
        unit: "character",
        quality: 4,
        speed: 5,
        languages: LANGUAGES,
        maxCharacters: MAX_CHARACTERS,
        voices: CARTESIA_VOICES,
      },
      callOf: (request) => callOf(request, model, options),
      refusalOf,
    },
    options,
  );
}

function callOf(
  { text, language, voice, speed }: VoiceRequest,
  model: string,
  { apiKey, baseUrl }: CartesiaOptions,
): SpeechCall {
  const settings = {
    model_id: model,
    voice: { id: voice },
    language,
    output_format: OUTPUT_FORMAT,
    ...(speed === 1 ? {} : { generation_config: { speed } }),
  };
  return {
    url: `${baseUrl}/tts/bytes`,
    headers: {
      authorization: `Bearer ${apiKey}`,
      "cartesia-version": API_VERSION,
      "content-type": "application/json",
    },
    body: JSON.stringify({ transcript: text, ...settings }),
    characters: charactersOf(text),
    parameters: settings,
  };
}

/** The full list of its codes is not public: these are read by the words they are made of. */
function refusalOf(answer: VendorAnswer): SpeechRefusal | null {
  const { error_code: code, title } = Failure.safeParse(jsonOf(answer)).data ?? {};
  const said = code ?? title ?? "";
  if (/moderation|content_policy/i.test(said)) return "refused";
  if (/quota|credit/i.test(said)) return "no_credit";
  return /voice_(id_)?(not_found|invalid)|invalid_voice/i.test(said) ? "unknown_voice" : null;
}
