// Drafts a whole persona from a brief without any model: the same brief and randomness give the same persona.

import type { Random } from "../../kernel/random.ts";
import { isAdultAvatarAge } from "../trust/minor-appearance.ts";
import { type Brief, readBrief } from "./drafting/brief.ts";
import { choosePlace, chooseTone } from "./drafting/choose.ts";
import { LANGUAGE_NAMES } from "./drafting/languages.ts";
import { AGE_WORDS, BUILD_AND_STYLE, EYES, HAIR, MEN_HAIR } from "./drafting/looks.ts";
import { listed, type NicheVoice } from "./drafting/niche-voice.ts";
import { isNiche, type Niche } from "./drafting/niche-words.ts";
import { NICHES_EN } from "./drafting/niches-en.ts";
import { NICHES_ES } from "./drafting/niches-es.ts";
import { pick, shuffled } from "./drafting/pick.ts";
import type { Place } from "./drafting/places.ts";
import { DRAFT_SENTENCES } from "./drafting/sentences.ts";
import { COMMON_TRAITS, type ToneVoice } from "./drafting/tones.ts";
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
  /** The avatar's own; absent or not one of ours: what the brief speaks of most. */
  readonly niche?: string;
  /** Where the brief names no place, one of this zone is looked for. */
  readonly timeZone?: string | null;
  /** What stands already: kept as it is, and the rest goes with it. */
  readonly given?: Partial<Persona>;
}

/**
 * A complete, valid persona in the given language (`appearance` stays English). What the brief does not say is drawn
 * from `random`. @throws RangeError for an age that is not an adult avatar's
 */
export function draftPersona(request: DraftRequest): Persona {
  const { name, age, language, random, given = {} } = request;
  if (!isAdultAvatarAge(age)) throw new RangeError("an avatar is at least 21 years old");
  const brief = aboutNiche(readBrief(request.brief), request.niche);
  const place = choosePlace(brief, request);
  const tone = chooseTone(brief, request);
  const voice = VOICES[language][brief.niches[0]];
  const sentences = DRAFT_SENTENCES[language];
  const location = place.words[language];
  const interests = given.interests ?? interestsOf(brief, language, random);
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
      favouriteSpots: [...new Set([place.spot, ...listed(voice.spots)])],
      community: voice.community,
    },
    culturalBackground: culturalBackgroundOf(brief, place, language),
    ...given,
  });
}

function aboutNiche(brief: Brief, niche: string | undefined): Brief {
  if (niche === undefined || !isNiche(niche)) return brief;
  return { ...brief, niches: [niche, ...brief.niches.filter((other) => other !== niche)] };
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
