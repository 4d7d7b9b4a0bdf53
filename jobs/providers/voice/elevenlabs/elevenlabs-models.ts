// Models of ElevenLabs and what each can do, from its documentation (2026-11).
import type { VoiceGeneratorInfo } from "../../../../agents/ports/voice-generator.ts";

export interface ElevenLabsModelFacts
  extends Pick<VoiceGeneratorInfo, "languages" | "maxCharacters" | "quality" | "speed"> {
  /** Whether the language may be told; the others hear it in the text. */
  readonly takesLanguage: boolean;
}

const MULTILINGUAL_V2 = "en ja zh de hi fr ko pt it es id nl tr fil pl sv bg ro ar cs el fi hr ms sk da ta uk ru".split(
  " ",
);
const FLASH_V2_5 = [...MULTILINGUAL_V2, "hu", "no", "vi"];
/** "70+ languages": those with a two-letter code, where the vendor's list is certain. */
const V3 = [
  ...FLASH_V2_5,
  ..."af hy as az be bn bs ca et gl ka gu ha he is ga jv kn kk lv lt lb mk ml mr ne ps fa pa sr sd sl so sw te th ur cy".split(
    " ",
  ),
];

/** Limits and languages of v4 are those of the version before: its own list was not at hand. */
export const ELEVENLABS_MODELS = {
  eleven_multilingual_v2: {
    languages: MULTILINGUAL_V2,
    maxCharacters: 10_000,
    takesLanguage: false,
    quality: 4,
    speed: 3,
  },
  eleven_flash_v2_5: { languages: FLASH_V2_5, maxCharacters: 40_000, takesLanguage: true, quality: 3, speed: 5 },
  eleven_v3: { languages: V3, maxCharacters: 5_000, takesLanguage: true, quality: 5, speed: 2 },
  eleven_v4: { languages: V3, maxCharacters: 10_000, takesLanguage: true, quality: 5, speed: 3 },
  eleven_v4_turbo: { languages: V3, maxCharacters: 10_000, takesLanguage: true, quality: 4, speed: 5 },
} as const satisfies Readonly<Record<string, ElevenLabsModelFacts>>;

export type ElevenLabsModel = keyof typeof ELEVENLABS_MODELS;
