// Reads a free-text brief: niches, place, tones, languages, a quoted name or phrase, stated likes. English and Spanish.

import type { PersonaLanguage } from "../persona.ts";
import { LANGUAGE_NAMES } from "./languages.ts";
import { DEFAULT_NICHE, NICHE_WORDS, type Niche } from "./niche-words.ts";
import { PLACES, type Place } from "./places.ts";
import { TONES, type Tone } from "./tones.ts";

export interface Brief {
  /** Most mentioned first; never empty. */
  readonly niches: readonly [Niche, ...Niche[]];
  readonly place: Place | null;
  /** Places of a country that was named without a city. */
  readonly countryPlaces: readonly Place[];
  readonly tones: readonly Tone[];
  /** Positions in LANGUAGE_NAMES. */
  readonly languages: readonly number[];
  /** From quotes or "called ..."; null when the brief names nobody. */
  readonly name: string | null;
  readonly catchphrase: string | null;
  /** What the brief says she or he loves, in the words of the brief. */
  readonly likes: Readonly<Record<PersonaLanguage, readonly string[]>>;
  readonly isMan: boolean;
}

/** Lower case, no accents, words with single blanks. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim();
}

export function wordMatches(word: string, rule: string): boolean {
  return rule.endsWith("*") ? word.startsWith(rule.slice(0, -1)) : word === rule || word === `${rule}s`;
}

function countMatches(words: readonly string[], rules: readonly string[]): number {
  return words.filter((word) => rules.some((rule) => wordMatches(word, rule))).length;
}

function nichesIn(words: readonly string[]): [Niche, ...Niche[]] {
  const counted = Object.entries(NICHE_WORDS).map(([niche, rules]) => {
    const list = rules.split(" ");
    const first = words.findIndex((word) => list.some((rule) => wordMatches(word, rule)));
    return { niche: niche as Niche, count: countMatches(words, list), first };
  });
  const [top, ...others] = counted
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count || left.first - right.first)
    .map(({ niche }) => niche);
  return top ? [top, ...others] : [DEFAULT_NICHE];
}

/** In the order in which the brief names them. */
function tonesIn(words: readonly string[]): Tone[] {
  const first = (tone: Tone) => words.findIndex((word) => tone.words.some((rule) => wordMatches(word, rule)));
  return TONES.filter((tone) => first(tone) >= 0).sort((left, right) => first(left) - first(right));
}

function placesNamed(text: string, part: "city" | "country"): Place[] {
  const padded = ` ${text} `;
  const position = (place: Place) =>
    Math.max(...Object.values(place.words).map((words) => padded.indexOf(` ${plain(words[part])} `)));
  return PLACES.filter((place) => position(place) >= 0).sort((left, right) => position(left) - position(right));
}

const QUOTED = /["“«]([^"”»]{2,120})["”»]|(?<![\p{L}])['‘]([^'’]{2,120})['’](?![\p{L}])/gu;
const CALLED = /(?:called|named|name is|llamad[ao]|se llama|de nombre)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/u;
const NAME = /^\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*){0,2}$/u;

function quotesIn(brief: string): string[] {
  return [...brief.matchAll(QUOTED)].map((match) => (match[1] ?? match[2] ?? "").trim());
}

const LIKES: Readonly<Record<PersonaLanguage, RegExp>> = {
  en: /\b(?:who )?(?:loves|likes|enjoys|is into|obsessed with|passionate about|crazy about)\s+([^.;:()"\n]+)/giu,
  es: /(?<!\p{L})(?:ama|adora|disfruta|le gustan?|le encantan?|apasionad[ao] (?:por|de)|fan de)\s+([^.;:()"\n]+)/giu,
};
const LIST_BREAK = /\s*,\s*|\s+(?:and|y|e)\s+/u;
/** A clause that goes on about something else ("who lives in", "que vive en", "speaks ...") is not a liking. */
const NOT_A_LIKING = /^(?:who|that|que|speaks?|habla|lives?|vive|from|de|is|es|with|con|in|en)\b/iu;
const LIKE_LENGTH = { min: 3, max: 40 };
const MOST_LIKES = 4;

function likesIn(brief: string, language: PersonaLanguage): string[] {
  const found: string[] = [];
  for (const match of brief.matchAll(LIKES[language])) {
    for (const item of (match[1] ?? "").split(LIST_BREAK)) {
      const text = item.trim();
      if (NOT_A_LIKING.test(text)) break;
      if (text.length >= LIKE_LENGTH.min && text.length <= LIKE_LENGTH.max) found.push(text);
    }
  }
  return [...new Set(found)].slice(0, MOST_LIKES);
}

/** A wish to be somebody is more than a liking. */
const LIKENESS =
  /\b(?:look(?:s|ing)? like|resembl\p{L}*|being|to be|twins?|double|parec\p{L}*|ser como|imita\p{L}*|doble)\b/iu;

/** The brief without what she or he likes: a liking may name whom a look may not (trust C8). */
export function withoutLikings(brief: string): string {
  return Object.values(LIKES).reduce(
    (text, pattern) => text.replace(pattern, (liking) => (LIKENESS.test(liking) ? liking : " ")),
    brief,
  );
}

const MAN = ["man", "guy", "male", "gentleman", "hombre", "chico", "caballero", "masculino"];

export function readBrief(brief: string): Brief {
  const text = plain(brief);
  const words = text.split(" ");
  const quotes = quotesIn(brief);
  const phrase = quotes.find((quote) => quote.split(" ").length >= 3 && !NAME.test(quote));
  const [place = null] = placesNamed(text, "city");
  return {
    niches: nichesIn(words),
    place,
    countryPlaces: placesNamed(text, "country"),
    tones: tonesIn(words),
    languages: LANGUAGE_NAMES.flatMap((language, index) => (countMatches(words, language.words) > 0 ? [index] : [])),
    name: CALLED.exec(brief)?.[1] ?? quotes.find((quote) => NAME.test(quote)) ?? null,
    catchphrase: phrase ?? null,
    likes: { en: likesIn(brief, "en"), es: likesIn(brief, "es") },
    isMan: countMatches(words, MAN) > 0,
  };
}

/** The niche a brief speaks of most; "lifestyle" when it names none. */
export function nicheOf(brief: string): Niche {
  return readBrief(brief).niches[0];
}
