// Languages a brief may name.
import type { PersonaLanguage } from "../persona.ts";

/** ISO 639-1. */
export const LANGUAGE_CODES = ["en", "es", "fr", "it", "pt", "de", "ja", "ca"] as const;

export interface LanguageName {
  readonly code: (typeof LANGUAGE_CODES)[number];
  readonly words: readonly string[];
  readonly name: Readonly<Record<PersonaLanguage, string>>;
}

export const LANGUAGE_NAMES: readonly LanguageName[] = [
  { code: "en", words: ["english", "ingles"], name: { en: "English", es: "inglés" } },
  { code: "es", words: ["spanish", "espanol", "castellano"], name: { en: "Spanish", es: "español" } },
  { code: "fr", words: ["french", "frances"], name: { en: "French", es: "francés" } },
  { code: "it", words: ["italian", "italiano"], name: { en: "Italian", es: "italiano" } },
  { code: "pt", words: ["portuguese", "portugues"], name: { en: "Portuguese", es: "portugués" } },
  { code: "de", words: ["german", "aleman"], name: { en: "German", es: "alemán" } },
  { code: "ja", words: ["japanese", "japones"], name: { en: "Japanese", es: "japonés" } },
  { code: "ca", words: ["catalan"], name: { en: "Catalan", es: "catalán" } },
];
