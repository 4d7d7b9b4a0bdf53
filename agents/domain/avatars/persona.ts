// Who an avatar is, as text that people and models read: one schema, its gaps, and its facts for recall (domain 2).
import { z } from "zod";

const phrase = (max: number) => z.string().trim().min(2).max(max);
const SENTENCE_END = /[.!?…]+(?=\s|$)/g;

function sentencesIn(text: string): number {
  return text.match(SENTENCE_END)?.length ?? 0;
}

/** Counts of list fields: domain 2. */
export const Persona = z.object({
  bio: phrase(600),
  backstory: phrase(900).refine((text) => sentencesIn(text) >= 2 && sentencesIn(text) <= 3, "2 to 3 sentences"),
  traits: z.array(phrase(60)).min(5).max(7),
  interests: z.array(phrase(80)).min(5).max(10),
  goals: z.array(phrase(160)).min(3).max(5),
  communicationStyle: phrase(300),
  tone: phrase(120),
  audienceRelation: phrase(300),
  catchphrase: phrase(120),
  /** English words for picture prompts; must say "adult" (trust C9). */
  appearance: phrase(300).refine((text) => /\badult\b/i.test(text), "must say adult"),
  location: z.object({ city: phrase(60), region: phrase(80), country: phrase(60), vibe: phrase(160) }),
  lifestyle: z.object({
    typicalDay: phrase(400),
    favouriteSpots: z.array(phrase(100)).min(1).max(8),
    community: phrase(200),
  }),
  culturalBackground: phrase(300),
});
export type Persona = z.infer<typeof Persona>;

export type PersonaFieldName = keyof Persona;

export const PERSONA_FIELDS = Object.keys(Persona.shape) as readonly PersonaFieldName[];

/** Names of the fields that are missing or not valid, in the schema's order; empty when the persona is complete. */
export function personaGaps(fields: Readonly<Record<string, unknown>>): PersonaFieldName[] {
  return PERSONA_FIELDS.filter((name) => !Persona.shape[name].safeParse(fields[name]).success);
}

export type PersonaLanguage = "en" | "es";

interface FactWords {
  readonly home: (city: string, region: string, country: string) => string;
  readonly vibe: (vibe: string) => string;
  readonly like: (interest: string) => string;
  readonly goal: (goal: string) => string;
  readonly spot: (spot: string) => string;
  readonly says: (catchphrase: string) => string;
  readonly traits: (traits: string) => string;
  readonly day: (part: string) => string;
  readonly people: (part: string) => string;
}

const FACT_WORDS: Readonly<Record<PersonaLanguage, FactWords>> = {
  en: {
    home: (city, region, country) => `I live in ${city}, ${region}, ${country}.`,
    vibe: (vibe) => `Where I live: ${vibe}.`,
    like: (interest) => `I like ${interest}.`,
    goal: (goal) => `One of my goals: ${goal}.`,
    spot: (spot) => `A favourite spot of mine: ${spot}.`,
    says: (catchphrase) => `I often say: "${catchphrase}"`,
    traits: (traits) => `People call me ${traits}.`,
    day: (part) => `My days: ${part}`,
    people: (part) => `My people: ${part}`,
  },
  es: {
    home: (city, region, country) => `Vivo en ${city}, ${region}, ${country}.`,
    vibe: (vibe) => `Donde vivo: ${vibe}.`,
    like: (interest) => `Algo que me gusta: ${interest}.`,
    goal: (goal) => `Una de mis metas: ${goal}.`,
    spot: (spot) => `Uno de mis sitios favoritos: ${spot}.`,
    says: (catchphrase) => `Suelo decir: "${catchphrase}"`,
    traits: (traits) => `Dicen de mí: ${traits}.`,
    day: (part) => `Mis días: ${part}`,
    people: (part) => `Mi gente: ${part}`,
  },
};

/** Those of a persona's fields that are there and valid. */
export function validFields(fields: Readonly<Record<string, unknown>>): Partial<Persona> {
  return Object.fromEntries(
    PERSONA_FIELDS.flatMap((name) => {
      const parsed = Persona.shape[name].safeParse(fields[name]);
      return parsed.success ? [[name, parsed.data]] : [];
    }),
  );
}

/** Short first-person sentences, one fact each and none twice, ready to embed. `language` is the persona's own. */
export function personaFacts(persona: Partial<Persona>, language: PersonaLanguage = "en"): string[] {
  const words = FACT_WORDS[language];
  const { location, lifestyle, traits = [], catchphrase } = persona;
  const facts = [
    ...(location ? [words.home(location.city, location.region, location.country), words.vibe(location.vibe)] : []),
    ...splitSentences(persona.backstory),
    ...(persona.interests ?? []).map(words.like),
    ...(persona.goals ?? []).map(words.goal),
    // Often no whole sentences: “up before the sun, train, cook”.
    ...splitSentences(lifestyle?.typicalDay).map(words.day),
    ...(lifestyle?.favouriteSpots ?? []).map(words.spot),
    ...splitSentences(lifestyle?.community).map(words.people),
    ...splitSentences(persona.culturalBackground),
    ...(traits.length > 0 ? [words.traits(traits.join(", "))] : []),
    ...(catchphrase ? [words.says(catchphrase)] : []),
  ];
  return [...new Set(facts)];
}

function splitSentences(text = ""): string[] {
  return text
    .split(/(?<=[.!?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
