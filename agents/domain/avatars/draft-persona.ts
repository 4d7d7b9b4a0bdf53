// Drafts a whole persona from a brief without any model: the same brief and randomness give the same persona.

import type { Random } from "../../kernel/random.ts";
import { isAdultAvatarAge } from "../trust/minor-appearance.ts";
import { type Brief, readBrief } from "./drafting/brief.ts";
import { LANGUAGE_NAMES } from "./drafting/languages.ts";
import { AGE_WORDS, BUILD_AND_STYLE, EYES, HAIR, MEN_HAIR } from "./drafting/looks.ts";
import { listed, type NicheVoice } from "./drafting/niche-voice.ts";
import type { Niche } from "./drafting/niche-words.ts";
import { NICHES_EN } from "./drafting/niches-en.ts";
import { NICHES_ES } from "./drafting/niches-es.ts";
import { PLACES, type Place } from "./drafting/places.ts";
import { DRAFT_SENTENCES } from "./drafting/sentences.ts";
import { COMMON_TRAITS, TONES, type ToneVoice } from "./drafting/tones.ts";
import { Persona, type PersonaLanguage } from "./persona.ts";

export { nicheOf, readBrief } from "./drafting/brief.ts";

const VOICES: Readonly<Record<PersonaLanguage, Readonly<Record<Niche, NicheVoice>>>> = { en: NICHES_EN, es: NICHES_ES };

export interface DraftRequest {
  readonly name: string;
  readonly brief: string;
  /** Years, at least 21 (trust C9). */
  readonly age: number;
  readonly language: PersonaLanguage;
  readonly random: Random;
}

/**
 * A complete, valid persona in the given language (`appearance` stays English). What the brief does not say is drawn
 * from `random`. @throws RangeError for an age that is not an adult avatar's
 */
export function draftPersona({ name, brief: text, age, language, random }: DraftRequest): Persona {
  if (!isAdultAvatarAge(age)) throw new RangeError("an avatar is at least 21 years old");
  const brief = readBrief(text);
  const place = brief.place ?? pick(brief.countryPlaces.length > 0 ? brief.countryPlaces : PLACES, random);
  const tone = (brief.tones[0] ?? pick(TONES, random)).voice[language];
  const voice = VOICES[language][brief.niches[0]];
  const sentences = DRAFT_SENTENCES[language];
  const location = place.words[language];
  const interests = interestsOf(brief, language, random);
  return Persona.parse({
    bio: sentences.bio({
      name,
      city: location.city,
      pitch: voice.pitch,
      tone: tone.tone,
      interest: interests[0] ?? "",
    }),
    backstory: [voice.origin, voice.turn, sentences.arrival(location.city, place.spot)].join(" "),
    traits: traitsOf(brief, tone, language, random),
    interests,
    goals: shuffled(listed(voice.goals), random).slice(0, 3 + Math.floor(random() * 2)),
    communicationStyle: tone.style,
    tone: tone.tone,
    audienceRelation: tone.relation,
    catchphrase: brief.catchphrase ?? pick(listed(voice.catchphrases), random),
    appearance: appearanceOf(brief, age, random),
    location,
    lifestyle: {
      typicalDay: voice.day,
      favouriteSpots: [place.spot, ...listed(voice.spots)],
      community: voice.community,
    },
    culturalBackground: culturalBackgroundOf(brief, place, language),
  });
}

/** The brief's own likes first, then the main niche, then some of the other niches it names. */
function interestsOf(brief: Brief, language: PersonaLanguage, random: Random): string[] {
  const [main, ...others] = brief.niches;
  const own = brief.likes[language];
  const fromMain = shuffled(listed(VOICES[language][main].interests), random).slice(0, 5);
  const fromOthers = others
    .slice(0, 2)
    .flatMap((niche) => shuffled(listed(VOICES[language][niche].interests), random).slice(0, 2));
  return [...new Set([...own, ...fromMain, ...fromOthers])].slice(0, 10);
}

function traitsOf(brief: Brief, tone: ToneVoice, language: PersonaLanguage, random: Random): string[] {
  const second = brief.tones[1]?.voice[language].traits.slice(0, 1) ?? [];
  const common = shuffled(COMMON_TRAITS[language], random).slice(0, 2);
  return [...new Set([...tone.traits, ...second, ...common])].slice(0, 7);
}

function appearanceOf(brief: Brief, age: number, random: Random): string {
  const { build, style } = BUILD_AND_STYLE[brief.niches[0]];
  const ageWords = AGE_WORDS.find(({ upTo }) => age <= upTo)?.words ?? "";
  const hair = pick(brief.isMan ? MEN_HAIR : HAIR, random);
  return [`adult ${brief.isMan ? "man" : "woman"} ${ageWords}`, hair, pick(EYES, random), build, style].join(", ");
}

function culturalBackgroundOf(brief: Brief, place: Place, language: PersonaLanguage): string {
  const { country, region } = place.words[language];
  const named = brief.languages.map((index) => LANGUAGE_NAMES[index]);
  const own = LANGUAGE_NAMES.find(({ code }) => code === language);
  const spoken = [...new Set([own, ...named])].flatMap((entry) => (entry ? [entry.name[language]] : []));
  return DRAFT_SENTENCES[language].roots(region, country, spoken);
}

/** @throws RangeError for an empty list */
function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
