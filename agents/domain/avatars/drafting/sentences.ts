// Sentences a drafted persona is put together from. They say openly that the creator is virtual (trust C1).
import type { PersonaLanguage } from "../persona.ts";

interface BioParts {
  readonly name: string;
  readonly city: string;
  readonly pitch: string;
  readonly tone: string;
  readonly interest: string;
}

interface DraftSentences {
  readonly bio: (parts: BioParts) => string;
  readonly arrival: (city: string, spot: string) => string;
  readonly roots: (region: string, country: string, languages: readonly string[]) => string;
}

const LIST = {
  en: new Intl.ListFormat("en", { type: "conjunction" }),
  es: new Intl.ListFormat("es", { type: "conjunction" }),
} as const;

export const DRAFT_SENTENCES: Readonly<Record<PersonaLanguage, DraftSentences>> = {
  en: {
    bio: ({ name, city, pitch, tone, interest }) =>
      `${name}, virtual creator in ${city}. I share ${pitch}. Expect a ${tone} voice and a lot of ${interest}.`,
    arrival: (city, spot) => `Now ${city} is home, and most of my ideas start around ${spot}.`,
    roots: (region, country, languages) => `At home in ${region}, ${country}. Speaks ${LIST.en.format(languages)}.`,
  },
  es: {
    bio: ({ name, city, pitch, tone, interest }) =>
      `${name}, personaje virtual en ${city}. Comparto ${pitch}. Tono ${tone} y mucho de esto: ${interest}.`,
    arrival: (city, spot) => `Hoy mi casa es ${city} y casi todas mis ideas empiezan cerca de ${spot}.`,
    roots: (region, country, languages) => `Raíces en ${region}, ${country}. Habla ${LIST.es.format(languages)}.`,
  },
};
