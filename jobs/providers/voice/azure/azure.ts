// Speech by Azure. It answers with the audio and keeps no job to ask for, so an attempt whose answer was lost stays unknown.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { VoiceGenerator, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import type { Vendor, VendorAnswer } from "../../vendor-http.ts";
import {
  charactersOf,
  createDirectVoice,
  type SpeechCall,
  type SpeechRefusal,
  type VoiceConnection,
} from "../direct-voice.ts";
import { AZURE_LOCALES, AZURE_VOICES } from "./azure-voices.ts";
import { speechMarkup } from "./ssml.ts";

export interface AzureSpeechOptions extends VoiceConnection {
  readonly key: string;
  /** Of the Speech resource, such as "westeurope". */
  readonly region: string;
  /** Where the region's own address is not the one to ask: a sovereign cloud, a proxy. */
  readonly baseUrl?: string;
}

const AZURE: Vendor = { name: "Azure Speech", keyVariable: "AZURE_SPEECH_KEY and AZURE_SPEECH_REGION" };
const OUTPUT_FORMAT = "audio-24khz-48kbitrate-mono-mp3";
/** What is longer than ten minutes is cut off; at the slowest pace that is some 5,800 characters. */
const MAX_CHARACTERS = 5_000;
/** "es-MX-DaliaNeural", "en-US-Ava:DragonHDLatestNeural": the locale, then the name. */
const VOICE_NAME = /^(([a-z]{2,3})-[A-Z]{2}(?:-[a-z]+)?)-[A-Za-z0-9]+(?::[A-Za-z0-9]+)?$/;
const SPEAKS_MANY = /Multilingual|DragonHD/;

const WORDS: readonly (readonly [RegExp, SpeechRefusal])[] = [
  [/content_filter|ResponsibleAIPolicyViolation/, "refused"],
  [/out of call volume quota|quota exceeded/i, "no_credit"],
  [/unsupported voice/i, "unknown_voice"],
];

export function createAzureVoice(options: AzureSpeechOptions): VoiceGenerator {
  const url = `${options.baseUrl ?? regionUrl(options.region)}/cognitiveservices/v1`;
  return createDirectVoice(
    {
      vendor: AZURE,
      info: {
        provider: "azure-speech",
        model: "neural",
        offline: false,
        unit: "character",
        quality: 3,
        speed: 5,
        languages: Object.keys(AZURE_LOCALES),
        maxCharacters: MAX_CHARACTERS,
        voices: AZURE_VOICES,
      },
      callOf: (request) => callOf(request, url, options.key),
      refusalOf: ({ body }: VendorAnswer) => WORDS.find(([words]) => words.test(body))?.[1] ?? null,
    },
    options,
  );
}

function regionUrl(region: string): string {
  if (/^[a-z0-9]+$/.test(region)) return `https://${region}.tts.speech.microsoft.com`;
  throw new AppError("invalid_input", `"${region}" is not an Azure region.`, {
    field: "AZURE_SPEECH_REGION",
    remedy: "Name the region of the Speech resource, such as westeurope.",
  });
}

function callOf({ text, language, voice, speed }: VoiceRequest, url: string, key: string): SpeechCall {
  const voiceLocale = voiceLocaleOf(voice, language);
  const locale = voiceLocale.startsWith(`${language}-`) ? voiceLocale : (AZURE_LOCALES[language] ?? voiceLocale);
  const { document, billed } = speechMarkup({ text, voice, voiceLocale, locale, speed });
  return {
    url,
    headers: {
      "ocp-apim-subscription-key": key,
      "content-type": "application/ssml+xml",
      "x-microsoft-outputformat": OUTPUT_FORMAT,
      "user-agent": "VixenBliss",
    },
    body: document,
    characters: charactersOf(billed),
    parameters: { voice, locale, speed, output_format: OUTPUT_FORMAT },
  };
}

/** @throws AppError `invalid_input` for a voice that would read the text with another language's sounds */
function voiceLocaleOf(voice: string, language: string): string {
  const [, locale, spoken] = VOICE_NAME.exec(voice) ?? [];
  if (locale !== undefined && (spoken === language || SPEAKS_MANY.test(voice))) return locale;
  const offered = AZURE_VOICES.filter(({ languages }) => !languages || languages.includes(language));
  throw new AppError("invalid_input", `The voice "${voice}" does not speak "${language}".`, {
    field: "voice",
    remedy: `Choose ${offered.map(({ id }) => id).join(", ")}.`,
  });
}
