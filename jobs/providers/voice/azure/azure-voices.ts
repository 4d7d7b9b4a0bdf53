// Neural voices of Azure Speech that every resource has; multilingual ones speak all our languages with one timbre.
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";

/** Locale that a language is spoken in by a voice from elsewhere. */
export const AZURE_LOCALES: Readonly<Record<string, string>> = { en: "en-US", es: "es-ES", fr: "fr-FR" };

export const AZURE_VOICES: readonly VoiceOption[] = [
  { id: "en-US-AvaMultilingualNeural", name: "Ava (multilingual)", gender: "female" },
  { id: "en-US-AndrewMultilingualNeural", name: "Andrew (multilingual)", gender: "male" },
  { id: "es-ES-XimenaMultilingualNeural", name: "Ximena (multilingual)", gender: "female" },
  { id: "es-MX-DaliaMultilingualNeural", name: "Dalia (multilingual)", gender: "female" },
  { id: "fr-FR-VivienneMultilingualNeural", name: "Vivienne (multilingual)", gender: "female" },
  { id: "fr-FR-RemyMultilingualNeural", name: "Remy (multilingual)", gender: "male" },
  { id: "es-ES-ElviraNeural", name: "Elvira (Spain)", gender: "female", languages: ["es"] },
  { id: "es-ES-AlvaroNeural", name: "Alvaro (Spain)", gender: "male", languages: ["es"] },
  { id: "es-MX-DaliaNeural", name: "Dalia (Mexico)", gender: "female", languages: ["es"] },
  { id: "es-MX-JorgeNeural", name: "Jorge (Mexico)", gender: "male", languages: ["es"] },
  { id: "en-US-JennyNeural", name: "Jenny (US)", gender: "female", languages: ["en"] },
  { id: "en-US-GuyNeural", name: "Guy (US)", gender: "male", languages: ["en"] },
  { id: "en-GB-SoniaNeural", name: "Sonia (UK)", gender: "female", languages: ["en"] },
  { id: "en-GB-RyanNeural", name: "Ryan (UK)", gender: "male", languages: ["en"] },
  { id: "fr-FR-DeniseNeural", name: "Denise (France)", gender: "female", languages: ["fr"] },
  { id: "fr-FR-HenriNeural", name: "Henri (France)", gender: "male", languages: ["fr"] },
];
